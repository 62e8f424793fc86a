using System.Globalization;
using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Benchmarks.Logs;

/// <summary>Entries of the access log, each about fifty children and on disk, against plain inserts of the same bytes.</summary>
internal static class LogBenchmark
{
    private const int Subjects = 50;
    private const double WarmUpSeconds = 2;
    private const string MakeTable = "create table public.plain_entries (seq bigint generated always as identity primary key, entry bytea not null)";
    private const string Insert = "insert into public.plain_entries (entry) values ($1)";

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        await using var cluster = await BenchCluster.CreateAsync(ct);
        await using var municipality = await BenchCluster.OpenAsync(cluster.Home, ct);
        var entry = Entry(municipality);
        var bytes = EntryBytes.Encode(entry);
        await using var owner = NpgsqlDataSource.Create(municipality.Place.ConnectionString);
        await using (var make = owner.CreateCommand(MakeTable))
            await make.ExecuteNonQueryAsync(ct);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"entry: {bytes.Length} bytes about {Subjects} children"));
        foreach (var callers in options.Callers is { } one ? [one] : new[] { 1, 8, 32 })
        {
            await LogAsync(municipality, entry, callers, WarmUpSeconds, ct);
            await PlainAsync(owner, bytes, callers, WarmUpSeconds, ct);
            var duel = await Duel.FightAsync(
                options.Rounds,
                () => CostedAsync(cluster, () => LogAsync(municipality, entry, callers, options.Seconds, ct)),
                () => CostedAsync(cluster, () => PlainAsync(owner, bytes, callers, options.Seconds, ct)));
            duel.Print($"log, {callers} callers, {options.Rounds} rounds of {options.Seconds} s", "access log", "plain inserts", "entries/s");
        }

        Console.WriteLine($"peak memory: {OwnProcess.PeakMemory()}");
    }

    private static Task<Round> CostedAsync(BenchCluster cluster, Func<Task<Round>> play) =>
        Round.WithCostAsync(OwnProcess.ProcessorTime, cluster.ProcessorTime, play);

    private static Task<Round> LogAsync(Municipality municipality, DisclosureEntry entry, int callers, double seconds, CancellationToken ct) =>
        Round.OfAsync(callers, seconds, async _ => await municipality.Log.AppendAsync(entry with { At = municipality.Time.GetUtcNow() }, ct));

    private static async Task<Round> PlainAsync(NpgsqlDataSource owner, byte[] bytes, int callers, double seconds, CancellationToken ct)
    {
        var inserts = new List<NpgsqlCommand>(callers);
        try
        {
            for (var i = 0; i < callers; i++)
            {
                var insert = new NpgsqlCommand(Insert, await owner.OpenConnectionAsync(ct)) { Parameters = { new() { Value = bytes } } };
                await insert.PrepareAsync(ct);
                inserts.Add(insert);
            }

            return await Round.OfAsync(callers, seconds, async caller => await inserts[caller].ExecuteNonQueryAsync(ct));
        }
        finally
        {
            foreach (var insert in inserts)
            {
                await insert.Connection!.DisposeAsync();
                await insert.DisposeAsync();
            }
        }
    }

    private static DisclosureEntry Entry(Municipality municipality) => new(
        Guid.CreateVersion7(municipality.Time.GetUtcNow()), municipality.Time.GetUtcNow(), municipality.Code, "urn:childlink:bench|bench-narrower", "narrower", "",
        "narrowing", $"run:{Guid.Empty:D}", "GET /v1/children", "released", municipality.Policy.Hash,
        [.. municipality.Policy.Catalogue.Select(f => $"{f.Id}=clear")],
        [.. Enumerable.Range(1, Subjects).Select(n => new Guid(n, 0, 0, new byte[8]))], Subjects);
}
