using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Review;
using ChildLink.TransparencyLog.Checkpoints;

namespace ChildLink.Tests.Product.Oversight;

public sealed class AccessLogReaderTests : IAsyncLifetime
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;
    private LogBench bench = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 30, ct);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_without_overlap()
    {
        var first = await PageAsync(new AccessLogQuery { Limit = 12 });
        first.Select(e => e.Sequence).ShouldBe(Enumerable.Range(18, 12).Reverse().Select(i => (long)i));
        var rest = await PageAsync(new AccessLogQuery { BeforeSequence = first[^1].Sequence });
        rest.Select(e => e.Sequence).ShouldBe(Enumerable.Range(0, 18).Reverse().Select(i => (long)i));
    }

    [Fact]
    public async Task Entries_come_as_they_were_appended()
    {
        var read = (await PageAsync(new AccessLogQuery { Limit = 1 })).ShouldHaveSingleItem().Entry;
        var written = LogBench.Entry(29);
        read.Fields.ShouldBe(written.Fields);
        read.Subjects.ShouldBe(written.Subjects);
        (read with { Fields = written.Fields, Subjects = written.Subjects }).ShouldBe(written);
    }

    [Fact]
    public async Task Every_filter_narrows()
    {
        (await PageAsync(new AccessLogQuery { Actors = ["https://issuer.test|person-1"] })).Select(e => e.Sequence % 3).ShouldAllBe(r => r == 1);
        (await PageAsync(new AccessLogQuery { Actors = ["https://issuer.test|person-1"] })).Count.ShouldBe(10);
        (await PageAsync(new AccessLogQuery { Role = "narrower" })).Count.ShouldBe(30);
        (await PageAsync(new AccessLogQuery { Role = "school" })).ShouldBeEmpty();
        (await PageAsync(new AccessLogQuery { Purpose = "screening" })).ShouldBeEmpty();
        (await PageAsync(new AccessLogQuery { Outcome = "released" })).Count.ShouldBe(24);
        (await PageAsync(new AccessLogQuery { Outcome = "refused" })).Count.ShouldBe(6);
        (await PageAsync(new AccessLogQuery { Outcome = "refused:wrong-context" })).Count.ShouldBe(6);
        (await PageAsync(new AccessLogQuery { Outcome = "refused:wrong" })).ShouldBeEmpty();
        (await PageAsync(new AccessLogQuery { From = LogBench.Noon.AddSeconds(10).ToOffset(TimeSpan.FromHours(9)), Until = LogBench.Noon.AddSeconds(12) }))
            .Select(e => e.Sequence).ShouldBe([11, 10]);
    }

    [Fact]
    public async Task Looks_at_one_child_are_found_newest_first()
    {
        (await PageAsync(new AccessLogQuery { Subject = LogBench.Child, Limit = 3 })).Select(e => e.Sequence).ShouldBe([29, 28, 27]);
        (await PageAsync(new AccessLogQuery { Subject = LogBench.Child, BeforeSequence = 2 })).Select(e => e.Sequence).ShouldBe([1, 0]);
        (await PageAsync(new AccessLogQuery { Subject = new Guid(17, 1, 0, new byte[8]) })).Select(e => e.Sequence).ShouldBe([17]);
        (await PageAsync(new AccessLogQuery { Subject = new Guid(17, 1, 0, new byte[8]), Role = "school" })).ShouldBeEmpty();
        (await PageAsync(new AccessLogQuery { Subject = Guid.Empty })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_tenant_sees_nothing() =>
        (await new AccessLogReader(bench.App).PageAsync("999993", new AccessLogQuery(), ct)).ShouldBeEmpty();

    [Fact]
    public void Pages_hold_between_1_and_200_entries()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AccessLogQuery { Limit = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new AccessLogQuery { Limit = 201 });
    }

    [Fact]
    public async Task An_entry_is_proved_to_stand_under_a_signed_checkpoint()
    {
        var reader = new AccessLogReader(bench.App);
        for (var sequence = 0; sequence < 30; sequence++)
        {
            var inclusion = (await reader.InclusionAsync(LogBench.Tenant, sequence, ct)).ShouldNotBeNull();
            var checkpoint = Checkpoint.Parse(bench.Signer.Verifier.Open(inclusion.Checkpoint).ShouldNotBeNull()).ShouldNotBeNull();
            checkpoint.Origin.ShouldBe(LogSigner.OriginOf(LogBench.Tenant));
            inclusion.Proof.Size.ShouldBe(checkpoint.Size);
            inclusion.Proof.Verify(inclusion.Leaf, checkpoint.Root).ShouldBeTrue();
        }

        (await reader.InclusionAsync(LogBench.Tenant, 30, ct)).ShouldBeNull();
    }

    private Task<IReadOnlyList<LoggedEntry>> PageAsync(AccessLogQuery query) => new AccessLogReader(bench.App).PageAsync(LogBench.Tenant, query, ct);
}
