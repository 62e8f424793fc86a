using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Verification;
using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Tests.Product.Oversight;

public sealed class CheckpointTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("childlink-notes-").FullName;
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_reads_it()
    {
        var folder = Path.Combine(home, "keys");
        using var first = LogSigner.Open(folder);
        using var second = LogSigner.Open(folder);
        second.Verifier.ToString().ShouldBe(first.Verifier.ToString());
        File.ReadAllText(Path.Combine(folder, "log-signing.pub")).ShouldBe(first.Verifier + "\n");
        File.ReadAllText(Path.Combine(folder, "log-signing.key")).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        Directory.EnumerateFiles(folder).Count().ShouldBe(2);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "log-signing.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Processes_that_make_the_key_at_once_agree()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                using var signer = LogSigner.Open(home);
                return signer.Verifier.ToString();
            },
            ct)));
        keys.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Files_that_are_no_key_or_do_not_belong_together_are_refused()
    {
        using (LogSigner.Open(Path.Combine(home, "a")))
        using (LogSigner.Open(Path.Combine(home, "b")))
            File.Copy(Path.Combine(home, "a", "log-signing.pub"), Path.Combine(home, "b", "log-signing.pub"), overwrite: true);
        Should.Throw<InvalidDataException>(() => LogSigner.Open(Path.Combine(home, "b")));
        File.WriteAllText(Path.Combine(home, "a", "log-signing.key"), "nothing");
        Should.Throw<InvalidDataException>(() => LogSigner.Open(Path.Combine(home, "a")));
    }

    [Fact]
    public void A_note_is_a_checkpoint_of_the_tenants_log()
    {
        using var signer = LogSigner.Open(home);
        var text = signer.Verifier.Open(signer.Sign("152242", 3, TreeHash.Empty)).ShouldNotBeNull();
        Checkpoint.Parse(text).ShouldBe(new Checkpoint("childlink-access-log/152242", 3, TreeHash.Empty));
    }

    [Fact]
    public async Task Notes_come_back_in_order_day_by_day()
    {
        using var signer = LogSigner.Open(home);
        var folder = new CheckpointFolder(home);
        (await folder.ReadAsync("152242", TimeProvider.System, ct)).ShouldBeEmpty();
        string[] notes = [.. Enumerable.Range(0, 5).Select(i => signer.Sign("152242", i, TreeHash.Empty))];
        for (var i = 0; i < notes.Length; i++)
            await folder.AppendAsync("152242", notes[i], new Day(new DateTimeOffset(2026, 11, 20 + (i / 3), 23, 59, 0, TimeSpan.Zero)), ct);
        var read = await folder.ReadAsync("152242", TimeProvider.System, ct);
        read.Select(n => n.Note).ShouldBe(notes);
        read.Select(n => n.Place).ShouldBe(["2026-11-20.notes:1", "2026-11-20.notes:2", "2026-11-20.notes:3", "2026-11-21.notes:1", "2026-11-21.notes:2"]);
    }

    [Fact]
    public async Task Whatever_was_left_unfinished_is_skipped_and_taken_away_by_the_next_writer()
    {
        using var signer = LogSigner.Open(home);
        var folder = new CheckpointFolder(home);
        var day = new Day(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        string[] notes = [.. Enumerable.Range(0, 3).Select(i => signer.Sign("152242", i, TreeHash.Empty))];
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(home, "152242")).FullName, "2026-11-20.notes");
        for (var torn = 0; torn <= notes[1].Length; torn++)
        {
            File.Delete(file);
            await folder.AppendAsync("152242", notes[0], day, ct);
            await File.AppendAllTextAsync(file, notes[1][..torn], ct);
            (await folder.ReadAsync("152242", TimeProvider.System, ct)).Select(n => n.Note).ShouldBe([notes[0]]);
            await folder.AppendAsync("152242", notes[2], day, ct);
            (await folder.ReadAsync("152242", TimeProvider.System, ct)).Select(n => n.Note).ShouldBe([notes[0], notes[2]]);
        }
    }

    [Fact]
    public async Task Writers_at_once_take_turns()
    {
        using var signer = LogSigner.Open(home);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => new CheckpointFolder(home).AppendAsync("152242", signer.Sign("152242", i, TreeHash.Empty), TimeProvider.System, ct)));
        (await new CheckpointFolder(home).ReadAsync("152242", TimeProvider.System, ct)).Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_tenant_that_would_leave_the_folder_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => new CheckpointFolder(home).AppendAsync("../x", "note", TimeProvider.System, ct));

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_the_entries_go_on()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await File.WriteAllTextAsync(Path.Combine(bench.Home, "checkpoints"), "a file where the folder should be", ct);
        await using var log = bench.Start(new() { CheckpointEvery = TimeSpan.FromMilliseconds(10) });
        await log.AppendAsync(LogBench.Entry(0), ct);
        while (log.CheckpointsFailingSince is null)
            await Task.Delay(10, ct);
        File.Delete(Path.Combine(bench.Home, "checkpoints"));
        while (log.CheckpointsFailingSince is not null)
            await Task.Delay(10, ct);
        (await bench.Outside.ReadAsync(LogBench.Tenant, TimeProvider.System, ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_tail_that_a_killed_process_left_unsigned_is_signed_at_the_next_start()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 5, ct);
        // Never closed in the time of the test: as if killed before its first checkpoint.
        await using var killed = bench.Start(new() { CheckpointEvery = TimeSpan.FromHours(1) });
        for (var i = 5; i < 8; i++)
            await killed.AppendAsync(LogBench.Entry(i), ct);
        (await ConfirmedAsync(bench)).ShouldBe(5);

        await using (bench.Start(new() { CheckpointEvery = TimeSpan.FromHours(1), SignAtStart = [LogBench.Tenant, "999993"] }))
        {
            while (await ConfirmedAsync(bench) < 8)
                await Task.Delay(10, ct);
        }

        var intact = (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>();
        (intact.Inside, intact.Outside, intact.ConfirmedOutside).ShouldBe((2, 2, 8));
    }

    [Fact]
    public async Task A_checkpoint_that_a_killed_process_put_into_the_database_only_is_put_outside_before_the_next_is_signed()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 5, ct);
        await bench.WriteAsync(5, 5, ct);
        await bench.KeepOutsideAsync(notes => notes[..1], ct);
        await bench.WriteAsync(10, 5, ct);
        (await bench.Outside.ReadAsync(LogBench.Tenant, TimeProvider.System, ct)).Count.ShouldBe(3);
        (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Outside.ShouldBe(3);
    }

    [Fact]
    public async Task A_start_with_nothing_new_to_sign_signs_nothing()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 5, ct);
        for (var start = 0; start < 3; start++)
            await bench.Start(new() { SignAtStart = [LogBench.Tenant] }).DisposeAsync();
        (await bench.Outside.ReadAsync(LogBench.Tenant, TimeProvider.System, ct)).Count.ShouldBe(1);
    }

    private async Task<long> ConfirmedAsync(LogBench bench) => (await bench.VerifyAsync(ct)).ShouldBeOfType<LogVerdict.Intact>().Confirmed;

    private sealed class Day(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
