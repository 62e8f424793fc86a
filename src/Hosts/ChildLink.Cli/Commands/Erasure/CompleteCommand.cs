using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Keys;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Cli.Commands.Erasure;

/// <summary><c>childlink erase complete</c>: maintenance after which nothing of erased subjects is left in keys and database files. Killed at any point it is simply run again.</summary>
internal static class CompleteCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var complete = new Command("complete", "Complete every effective erasure: new epoch of keys, rewritten tables, no write-ahead log from before. Locks tables for seconds; run it when few people work.") { municipality };
        complete.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(municipality), ct)));
        return complete;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        var clock = Stopwatch.StartNew();
        await using var source = RotateCommand.OwnerOf(desk);
        await using var owner = await source.OpenConnectionAsync(ct);
        await Statement.ExecuteAsync(owner, StorageSql.Take, ct);
        var incomplete = await SweepAsync(desk, owner, ct);
        if (incomplete.Count == 0)
            return Answer.Of(new JsonObject { ["municipality"] = desk.Municipality.Code, ["completed"] = 0 }, $"{desk.Municipality.Code}: no erasure waits for completion.");

        await desk.RecordLocalAsync("erase complete", ct);
        var rotated = await bench.Terminal.ShowAsync("erase complete", done => CleanAsync(desk, source, owner, done, ct));
        await MarkAsync(desk, owner, incomplete, ct);
        var backups = incomplete.Max(e => e.BackupsUntil)!.Value.ToOffset(TimeSpan.FromHours(9));
        return Answer.Of(
            new JsonObject
            {
                ["municipality"] = desk.Municipality.Code,
                ["completed"] = incomplete.Count,
                ["erasures"] = new JsonArray([.. incomplete.Select(e => JsonValue.Create(e.Id.ToString("D")))]),
                ["epoch"] = rotated.Epoch,
                ["rewrapped"] = rotated.Rewrapped,
                ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3),
            },
            string.Create(CultureInfo.InvariantCulture, $"{desk.Municipality.Code}: {incomplete.Count} erasure(s) complete in {clock.Elapsed.TotalSeconds:0.0} s; {rotated.Rewrapped:#,0} keys stand under the epoch {rotated.Epoch}, the earlier ones are destroyed."),
            string.Create(CultureInfo.InvariantCulture, $"Make a new backup and a new copy of the keys now and destroy the old copies of the keys: backups from before cannot be opened any more, what stands in them in clear stays until they end, {backups:yyyy-MM-dd} at the latest."));
    }

    private static async Task<EpochsRotated> CleanAsync(Desk desk, NpgsqlDataSource source, NpgsqlConnection owner, Action<double> done, CancellationToken ct)
    {
        var city = desk.Municipality;
        // An epoch that began before now may hold the wrapped key of an erased subject in a dead row.
        var rotated = await new EpochRotation(source, city.Code, city.Keys, city.Time).RunAsync(city.Time.GetUtcNow(), progress: null, ct);
        done(0.3);
        await new StorageCleaning(owner, city.Time).RunAsync((_, share) => done(0.3 + (0.7 * share)), ct);
        return rotated;
    }

    private static async Task<IReadOnlyList<ErasureRecord>> SweepAsync(Desk desk, NpgsqlConnection owner, CancellationToken ct)
    {
        await using var transaction = await owner.BeginTransactionAsync(ct);
        var incomplete = await ErasureCompletion.SweepAsync(owner, desk.Municipality.Code, ct);
        await transaction.CommitAsync(ct);
        return incomplete;
    }

    private static async Task MarkAsync(Desk desk, NpgsqlConnection owner, IReadOnlyList<ErasureRecord> complete, CancellationToken ct)
    {
        await using var transaction = await owner.BeginTransactionAsync(ct);
        await ErasureCompletion.MarkAsync(owner, desk.Municipality.Code, complete, desk.Municipality.Time, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
