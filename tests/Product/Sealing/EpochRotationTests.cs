using System.Diagnostics;
using ChildLink.Privacy.Sealing;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Sealing;

public sealed class EpochRotationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string City = "152242";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"childlink-keys-{Guid.NewGuid():N}");
    private readonly TestClock time = new(new DateTimeOffset(2025, 1, 11, 0, 0, 0, TimeSpan.Zero));
    private TestDatabase db = null!;
    private KeyHome home = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EpochRotation Rotation => new(db.Source, City, home, time);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync(Ct);
        home = KeyHome.Open(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Keys_stay_the_same_under_a_new_epoch_and_the_old_one_is_gone()
    {
        var before = await MakeAsync(12_345);
        var copies = await db.AskAsync<byte[]>("select wrapped from vault.subject_keys order by subject_id limit 1", Ct);

        var rotated = await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);

        rotated.ShouldBe(new EpochsRotated("2025-01.1", 12_345, rotated.Destroyed));
        rotated.Destroyed.ShouldBe(["2025-01"]);
        KeyHome.Open(folder).Epochs.ShouldBe(["2025-01.1"]);
        (await LoadAsync([.. before.Keys])).ShouldBe(before);
        (await db.AskAsync<byte[]>("select wrapped from vault.subject_keys order by subject_id limit 1", Ct)).ShouldNotBe(copies);
    }

    [Fact]
    public async Task Keys_of_a_whole_city_rotate_in_seconds()
    {
        await MakeAsync(40_000);
        var clock = Stopwatch.StartNew();

        (await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct)).Rewrapped.ShouldBe(40_000);

        output.WriteLine($"40,000 keys: {clock.Elapsed.TotalSeconds:0.00} s");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_key_whose_row_was_erased_before_cannot_be_brought_back_from_a_copy_of_the_row()
    {
        var (subject, _) = (await MakeAsync(1)).Single();
        await db.RunAsync("create table copied as select * from vault.subject_keys; delete from vault.subject_keys", Ct);
        await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);

        (await Should.ThrowAsync<PostgresException>(() => db.RunAsync("insert into vault.subject_keys select * from copied", Ct)))
            .SqlState.ShouldBe(PostgresErrorCodes.IntegrityConstraintViolation);
        await db.RunAsync("alter table vault.subject_keys disable trigger all; insert into vault.subject_keys select * from copied", Ct);
        await Should.ThrowAsync<EpochGoneException>(() => LoadAsync([subject]));
    }

    [Fact]
    public async Task Rotation_that_was_stopped_goes_on_where_it_was()
    {
        var before = await MakeAsync(12_000);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Rotation.RunAsync(DateTimeOffset.MinValue, new StopAt(5_000, stop), stop.Token));
        home.Epochs.ShouldBe(["2025-01", "2025-01.1"], "nothing is destroyed while keys stand under it");
        (await LoadAsync([.. before.Keys])).ShouldBe(before, "everything stays readable in between");

        var rotated = await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);

        rotated.Epoch.ShouldBe("2025-01.1");
        rotated.Rewrapped.ShouldBe(7_000);
        (await LoadAsync([.. before.Keys])).ShouldBe(before);
        home.Epochs.ShouldBe(["2025-01.1"]);
    }

    [Fact]
    public async Task What_was_erased_after_an_interrupted_rotation_needs_a_new_one()
    {
        await MakeAsync(6_000);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Rotation.RunAsync(DateTimeOffset.MinValue, new StopAt(5_000, stop), stop.Token));
        time.Now = time.Now.AddHours(1);

        var rotated = await Rotation.RunAsync(time.Now, progress: null, Ct);

        rotated.Epoch.ShouldBe("2025-01.2");
        rotated.Destroyed.ShouldBe(["2025-01", "2025-01.1"]);
    }

    [Fact]
    public async Task Key_stored_while_a_rotation_begins_waits_and_lands_under_the_new_epoch()
    {
        await MakeAsync(1);
        await using var connection = await db.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using (var ring = await SubjectKeyRing.LoadAsync(connection, City, home, [], time.GetUtcNow(), Ct))
        {
            ring.Require(Guid.NewGuid());
            await ring.SaveNewAsync(connection, Ct);
        }

        var rotating = Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);
        (await Task.WhenAny(rotating, Task.Delay(200, Ct))).ShouldNotBe(rotating, "an import that stores keys comes first");
        await transaction.CommitAsync(Ct);

        (await rotating).Rewrapped.ShouldBe(2);
        await MakeAsync(1);
        (await db.AskAsync<long>("select count(*) from vault.subject_keys where epoch <> '2025-01.1'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task No_key_is_made_in_the_place_of_a_lost_one_of_the_same_epoch()
    {
        await MakeAsync(1);
        var file = Directory.GetFiles(folder, "epoch-*.key").ShouldHaveSingleItem();
        await RequireLivingAsync();
        File.Delete(file);
        home = KeyHome.Open(folder);

        await Should.ThrowAsync<EpochGoneException>(() => MakeAsync(1));
        await Should.ThrowAsync<EpochGoneException>(RequireLivingAsync);

        File.Exists(file).ShouldBeFalse();
        (await db.AskAsync<long>("select count(*) from vault.subject_keys", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Interrupted_rotation_whose_new_key_was_lost_destroys_nothing()
    {
        await MakeAsync(6_000);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => Rotation.RunAsync(DateTimeOffset.MinValue, new StopAt(5_000, stop), stop.Token));
        File.Delete(Path.Combine(folder, "epoch-2025-01.1.key"));
        home = KeyHome.Open(folder);

        await Should.ThrowAsync<EpochGoneException>(() => Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct));

        home.Epochs.ShouldBe(["2025-01"]);
    }

    [Fact]
    public async Task Epoch_destroyed_by_a_rotation_that_was_killed_before_it_noted_so_is_not_missed()
    {
        await MakeAsync(1);
        await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);
        await db.RunAsync("update vault.epochs set destroyed_at = null", Ct);

        await RequireLivingAsync();

        await Rotation.RunAsync(DateTimeOffset.MinValue, progress: null, Ct);
        await RequireLivingAsync();
    }

    [Fact]
    public async Task Server_that_remembers_a_destroyed_epoch_lets_it_go()
    {
        var (subject, _) = (await MakeAsync(1)).Single();
        await LoadAsync([subject]);
        await new EpochRotation(db.Source, City, KeyHome.Open(folder), time).RunAsync(DateTimeOffset.MinValue, progress: null, Ct);

        (await LoadAsync([subject])).Count.ShouldBe(1);
        await db.RunAsync("alter table vault.subject_keys disable trigger all; update vault.subject_keys set epoch = '2025-01'", Ct);
        await Should.ThrowAsync<EpochGoneException>(() => LoadAsync([subject]));
    }

    private async Task RequireLivingAsync()
    {
        await using var connection = await db.Source.OpenConnectionAsync(Ct);
        await LivingEpochs.RequireAsync(connection, City, home, Ct);
    }

    private async Task<Dictionary<Guid, string>> MakeAsync(int count)
    {
        await using var connection = await db.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, City, home, [], time.GetUtcNow(), Ct);
        var made = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToDictionary(s => s, s => Convert.ToHexString(ring.Require(s)));
        await ring.SaveNewAsync(connection, Ct);
        await transaction.CommitAsync(Ct);
        return made;
    }

    /// <summary>Keys by subject; a subject without a stored key would be given another one.</summary>
    private async Task<Dictionary<Guid, string>> LoadAsync(Guid[] subjects)
    {
        await using var connection = await db.Source.OpenConnectionAsync(Ct);
        using var ring = await SubjectKeyRing.LoadAsync(connection, City, home, subjects, time.GetUtcNow(), Ct);
        return subjects.ToDictionary(s => s, s => Convert.ToHexString(ring.Require(s)));
    }

    private sealed class StopAt(long keys, CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value >= keys)
                stop.Cancel();
        }
    }
}
