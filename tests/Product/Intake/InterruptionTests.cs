using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Synthesis;
using Npgsql;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Imports at once, imports that are cut off, and the same imports run again.</summary>
public sealed class InterruptionTests
{
    private const string EndImporter =
        "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())";

    private const string LockKey = """
        select (classid::bigint << 32) | objid::bigint from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_imports_at_once_wait_for_each_other_and_end_like_one()
    {
        using var raw = RawCity.Write(150, seed: 11);
        var clean = await CleanAsync(raw);
        await using var city = await TestCity.CreateAsync(Ct);

        var both = await Task.WhenAll(Task.Run(() => city.ImportAsync(Ct, raw.Folder)), Task.Run(() => city.ImportAsync(Ct, raw.Folder)));

        both.Select(o => o.Count(x => x is DeliveryOutcome.Taken)).Order().ShouldBe([0, raw.Report.Files.Count]);
        (await StoreShape.OfAsync(city, Ct)).ShouldBe(clean);
    }

    [Fact]
    public async Task Waiting_for_another_import_has_no_end()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RosterFile, RosterHeader, Pupil(1));
        await using var impatient = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(city.Database.ConnectionString) { CommandTimeout = 1 }.ConnectionString);
        await using var other = await city.Database.Source.OpenConnectionAsync(Ct);
        await TakeLockAsync(other, folder, city);

        var waiting = new Importer(impatient, city.City, city.Keys, city.Gateway, city.Time).ImportAsync(city.Steward, [folder.Path], dryRun: false, progress: null, Ct);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Ct);
        await using (var release = new NpgsqlCommand("select pg_advisory_unlock_all()", other))
            await release.ExecuteNonQueryAsync(Ct);

        (await waiting).Single().ShouldBeOfType<DeliveryOutcome.Taken>();
    }

    [Fact]
    public async Task An_import_cancelled_anywhere_and_run_again_equals_a_clean_one()
    {
        using var raw = RawCity.Write(150, seed: 12);
        var clean = await CleanAsync(raw);
        await using var city = await TestCity.CreateAsync(Ct);
        var stopped = 0;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            stop.CancelAfter(TimeSpan.FromMilliseconds(5 + (60 * attempt)));
            try
            {
                await city.ImportAsync(stop.Token, raw.Folder);
            }
            catch (OperationCanceledException)
            {
                stopped++;
            }
        }

        await city.ImportAsync(Ct, raw.Folder);

        stopped.ShouldBeGreaterThan(0);
        (await StoreShape.OfAsync(city, Ct)).ShouldBe(clean);
    }

    [Fact]
    public async Task An_import_that_loses_its_connection_says_so_and_run_again_equals_a_clean_one()
    {
        using var raw = RawCity.Write(150, seed: 13);
        var clean = await CleanAsync(raw);
        await using var city = await TestCity.CreateAsync(Ct);
        var lost = 0;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var import = Task.Run(() => city.ImportAsync(Ct, raw.Folder), Ct);
            await Task.Delay(TimeSpan.FromMilliseconds(30 + (70 * attempt)), Ct);
            await city.Database.RunAsync(EndImporter, Ct);
            try
            {
                await import;
            }
            catch (NpgsqlException)
            {
                lost++;
            }
        }

        await city.ImportAsync(Ct, raw.Folder);

        lost.ShouldBeGreaterThan(0);
        (await StoreShape.OfAsync(city, Ct)).ShouldBe(clean);
    }

    private static async Task<IReadOnlyList<string>> CleanAsync(RawCity raw)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        await city.ImportAsync(Ct, raw.Folder);
        return await StoreShape.OfAsync(city, Ct);
    }

    /// <summary>Takes the very lock that an import takes, found by watching one.</summary>
    private static async Task TakeLockAsync(NpgsqlConnection connection, DeliveryFolder folder, TestCity city)
    {
        var key = 0L;
        var watch = new Watch(() =>
        {
            using var look = city.Database.Source.CreateCommand(LockKey);
            key = (long)look.ExecuteScalar()!;
        });
        await city.Importer.ImportAsync(city.Steward, [folder.Path], dryRun: true, watch, Ct);
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = key } } };
        await take.ExecuteNonQueryAsync(Ct);
    }

    private sealed class Watch(Action look) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => look();
    }
}
