using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Verification;

namespace ChildLink.Tests.Product.Oversight;

/// <summary>Somebody who controls the database tampers; whoever has the public key and the folder outside finds out.</summary>
public sealed class LogVerifierTests
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_nobody_wrote_to_is_intact_and_empty()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Size.ShouldBe(0);
    }

    [Fact]
    public async Task A_log_longer_than_one_reading_is_intact()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using (var log = bench.Start())
            await Task.WhenAll(Enumerable.Range(0, 2500).Select(i => log.AppendAsync(LogBench.Entry(i), ct)));
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Confirmed.ShouldBe(2500);
    }

    [Theory]
    [InlineData("update audit.entries set entry = set_byte(entry, 40, 1 + get_byte(entry, 40)) where seq = 4", 4, LogFault.Altered)]
    [InlineData("update audit.entries set leaf_hash = set_byte(leaf_hash, 0, 255 - get_byte(leaf_hash, 0)) where seq = 4", 4, LogFault.Altered)]
    [InlineData("update audit.entries set entry = entry || '\\x00', leaf_hash = sha256('\\x00' || entry || '\\x00') where seq = 4", 4, LogFault.Unreadable)]
    [InlineData("update audit.entries set actor = 'somebody else' where seq = 4", 4, LogFault.ColumnDiffers)]
    [InlineData("update audit.entries set at = at + interval '1 second' where seq = 4", 4, LogFault.ColumnDiffers)]
    [InlineData("update audit.entries set row_count = 0 where seq = 4", 4, LogFault.ColumnDiffers)]
    [InlineData("update audit.entries set subjects = subjects[2:] where seq = 4", 4, LogFault.ColumnDiffers)]
    [InlineData("update audit.entries set subjects = subjects || gen_random_uuid() where seq = 4", 4, LogFault.ColumnDiffers)]
    [InlineData("delete from audit.entries where seq = 4", 4, LogFault.Missing)]
    [InlineData("delete from audit.entries where seq = 0", 0, LogFault.Missing)]
    [InlineData("insert into audit.entries select tenant_id, seq, at + interval '1 second', entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy, subjects, row_count from audit.entries where seq = 4", 4, LogFault.Doubled)]
    [InlineData("update audit.tree_heads set size = 7", null, LogFault.HeadDiffers)]
    [InlineData("update audit.tree_heads set frontier = set_byte(frontier, 9, 255 - get_byte(frontier, 9))", null, LogFault.HeadDiffers)]
    [InlineData("delete from audit.tree_heads", null, LogFault.HeadDiffers)]
    [InlineData("update audit.checkpoints set root = set_byte(root, 0, 255 - get_byte(root, 0))", 10, LogFault.BadCheckpoint)]
    [InlineData("update audit.checkpoints set note = replace(note, '152242', '152243')", 10, LogFault.BadCheckpoint)]
    [InlineData("delete from audit.checkpoints", 10, LogFault.CheckpointRemoved)]
    public async Task Tampering_is_found_at_its_place(string sql, int? sequence, LogFault fault)
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 10, ct);
        await bench.TamperAsync(sql, ct);
        var broken = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>();
        broken.Findings.ShouldContain(f => f.Fault == fault && f.Sequence == sequence);
        broken.Total.ShouldBe(broken.Findings.Count);
    }

    [Fact]
    public async Task Entries_that_changed_places_break_the_root()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 10, ct);
        await bench.TamperAsync("""
            update audit.entries set seq = 11 - seq + 100 where seq in (5, 6); update audit.entries set seq = seq - 100 where seq > 100
            """, ct);
        Faults(await bench.VerifyAsync(ct)).ShouldBe([LogFault.HeadDiffers, LogFault.RootDiffers]);
    }

    [Fact]
    public async Task An_entry_rewritten_with_its_leaf_and_columns_breaks_the_root_and_the_last_sound_checkpoint_is_named()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 5, ct);
        await bench.WriteAsync(5, 5, ct);
        await bench.TamperAsync("""
            update audit.entries set role = 'nurrower', entry = overlay(entry placing 'nurrower'::bytea from position('narrower'::bytea in entry)) where seq = 7;
            update audit.entries set leaf_hash = sha256('\x00' || entry) where seq = 7
            """, ct);
        var broken = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>();
        Faults(broken).ShouldBe([LogFault.HeadDiffers, LogFault.RootDiffers]);
        broken.Findings[1].Sequence.ShouldBe(10);
        broken.Findings[1].Detail.ShouldContain("up to 5 are confirmed");
    }

    [Fact]
    public async Task A_tail_cut_off_with_head_and_checkpoints_is_missed_by_the_checkpoints_outside()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 5, ct);
        await using var shadow = await LogBench.CreateAsync(ct);
        await shadow.WriteAsync(0, 5, ct);
        var head = await shadow.Database.AskAsync<byte[]>("select frontier from audit.tree_heads", ct);
        await bench.WriteAsync(5, 5, ct);
        await bench.TamperAsync($"""
            delete from audit.entries where seq >= 5; delete from audit.checkpoints where size > 5;
            update audit.tree_heads set size = 5, frontier = '\x{Convert.ToHexString(head)}'
            """, ct);
        var broken = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>();
        Faults(broken).ShouldBe([LogFault.CheckpointRemoved, LogFault.Truncated]);
        broken.Size.ShouldBe(5);
    }

    [Fact]
    public async Task A_log_written_anew_with_another_key_is_not_the_log()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 10, ct);
        await using var forged = await LogBench.CreateAsync(ct);
        await forged.WriteAsync(0, 12, ct);
        var verdict = await new LogVerifier(forged.App, bench.Signer.Verifier, bench.Outside, TimeProvider.System).VerifyAsync(LogBench.Tenant, null, ct);
        // The first ten entries are the same here; the notes are not signed by the key that is trusted.
        Faults(verdict).ShouldBe([LogFault.BadCheckpoint, LogFault.CheckpointRemoved]);

        await using var empty = await LogBench.CreateAsync(ct);
        verdict = await new LogVerifier(empty.App, bench.Signer.Verifier, bench.Outside, TimeProvider.System).VerifyAsync(LogBench.Tenant, null, ct);
        Faults(verdict).ShouldBe([LogFault.CheckpointRemoved, LogFault.Truncated]);
    }

    [Fact]
    public async Task A_checkpoint_outside_that_was_altered_is_reported_with_its_place()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 10, ct);
        var file = Directory.EnumerateFiles(Path.Combine(bench.Home, "checkpoints", LogBench.Tenant)).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, ct)).Replace("\n10\n", "\n11\n", StringComparison.Ordinal), ct);
        var finding = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>().Findings.ShouldHaveSingleItem();
        finding.Fault.ShouldBe(LogFault.BadCheckpoint);
        finding.Detail.ShouldBe($"outside, {Path.GetFileName(file)}:1");
    }

    [Fact]
    public async Task Checkpoints_outside_that_were_deleted_are_missed_by_those_in_the_database()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await WriteThriceAsync(bench);
        Directory.Delete(Path.Combine(bench.Home, "checkpoints"), recursive: true);
        var broken = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>();
        Faults(broken).ShouldBe([LogFault.CheckpointMissingOutside, LogFault.CheckpointMissingOutside]);
        broken.Findings.Select(f => f.Sequence).ShouldBe([5, 10]);
    }

    [Fact]
    public async Task The_newest_checkpoint_may_be_on_its_way_outside_and_no_other()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await WriteThriceAsync(bench);
        await bench.KeepOutsideAsync(notes => notes[..2], ct);
        var intact = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
        (intact.Inside, intact.Outside, intact.Confirmed, intact.ConfirmedOutside).ShouldBe((3, 2, 15, 10));

        await bench.KeepOutsideAsync(notes => notes[..1], ct);
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Broken>().Findings.ShouldHaveSingleItem().Sequence.ShouldBe(10);
    }

    [Fact]
    public async Task A_copy_may_be_behind_but_may_have_no_hole()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await WriteThriceAsync(bench);
        var copied = new LogVerifier(bench.App, bench.Signer.Verifier, bench.Outside, TimeProvider.System, CheckpointKeeping.Copied);
        await bench.KeepOutsideAsync(notes => notes[..1], ct);
        (await copied.VerifyAsync(LogBench.Tenant, null, ct)).ShouldBeOfType<LogVerdict.Intact>().ConfirmedOutside.ShouldBe(5);

        await bench.WriteAsync(15, 5, ct);
        await bench.WriteAsync(20, 5, ct);
        Faults(await copied.VerifyAsync(LogBench.Tenant, null, ct)).ShouldBe([LogFault.CheckpointMissingOutside]);
    }

    [Fact]
    public async Task Verification_beside_a_busy_server_finds_nothing()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await using var log = bench.Start(new() { CheckpointEvery = TimeSpan.FromMilliseconds(20) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var callers = Enumerable.Range(0, 4).Select(async caller =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await log.AppendAsync(LogBench.Entry((caller * 100_000) + i), ct);
        }).ToList();
        for (var round = 0; round < 8; round++)
        {
            await Task.Delay(40, ct);
            (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        log.CheckpointsFailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task The_public_half_alone_verifies()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 10, ct);
        using var key = LogSigner.ReadVerifier(bench.Home);
        (await new LogVerifier(bench.App, key, bench.Outside, TimeProvider.System).VerifyAsync(LogBench.Tenant, null, ct)).ShouldBeOfType<LogVerdict.Intact>();
    }

    private async Task WriteThriceAsync(LogBench bench)
    {
        for (var first = 0; first < 15; first += 5)
            await bench.WriteAsync(first, 5, ct);
    }

    private static IEnumerable<LogFault> Faults(LogVerdict verdict) => verdict.ShouldBeOfType<LogVerdict.Broken>().Findings.Select(f => f.Fault);
}
