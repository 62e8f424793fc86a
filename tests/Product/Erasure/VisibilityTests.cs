using System.Diagnostics;
using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Erasure;
using ChildLink.Records.Erasure;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Erasure;

public sealed class VisibilityTests(ScreenedCity city, ITestOutputHelper output) : IClassFixture<ScreenedCity>
{
    private const string Narrower = "narrower/narrowing";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The server answers with connections, prepared statements and keys of its own; the erasure comes from elsewhere.</summary>
    [Fact]
    public async Task Erased_child_is_invisible_to_a_running_server_within_a_second()
    {
        var municipality = city.Municipality;
        await using var elsewhere = WorkingDatabase.Open(municipality.Place.ConnectionString);
        var book = new ErasureBook(elsewhere, municipality.Gateway, municipality.Ledger, [new LinkedSources(municipality.City)], municipality.Promise, TimeProvider.System);
        var child = await city.FirstChildAsync(Narrower);
        for (var i = 0; i < 5; i++)
            await city.AskAsync(Narrower, "/v1/children/{id}", $"/v1/children/{child}");
        var asked = (await book.RequestAsync(Caller("one", "steward"), Guid.Parse(child), "test", dryRun: false, Ct)).ShouldBeOfType<ErasureOutcome.Done>();

        var clock = Stopwatch.StartNew();
        (await book.ApproveAsync(Caller("two", "privacy-officer"), asked.Erasure.Id, Ct)).ShouldBeOfType<ErasureOutcome.Done>();
        await city.AskAsync(Narrower, "/v1/children/{id}", $"/v1/children/{child}", status: 404);

        output.WriteLine($"approval to invisible: {clock.Elapsed.TotalMilliseconds:0} ms");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await city.AskAsync(Narrower, "/v1/children"))["items"]!.AsArray().ShouldNotContain(i => i!["id"]!.GetValue<string>() == child);
    }

    private Caller Caller(string person, string role)
    {
        var now = TimeProvider.System.GetUtcNow();
        var identity = new Identity("urn:test", person, MultiFactor: true, role, null, ["erasure"]);
        var assignment = new Assignment(Guid.NewGuid(), "urn:test", person, role, null, ["erasure"], now.AddMinutes(-1), now.AddDays(1), "granter", "approver", null);
        return Admission.Judge(city.Municipality.Policy, city.Municipality.Code, identity, [assignment], "erasure", null, now)
            .ShouldBeOfType<Admission.Admitted>().Caller;
    }
}
