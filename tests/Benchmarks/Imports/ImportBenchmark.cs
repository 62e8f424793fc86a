using System.Diagnostics;
using System.Globalization;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using Npgsql;

namespace ChildLink.Benchmarks.Imports;

/// <summary>Raw files of a city taken in from an empty database, against COPY of the same lines into an unlogged table.</summary>
internal static class ImportBenchmark
{
    private const string MakeTable = "create unlogged table public.plain_lines (line bytea)";

    private const string Copy = "copy public.plain_lines from stdin (format binary)";

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        var rounds = new List<ImportRound>();
        for (var round = 0; round < options.Rounds; round++)
        {
            await using var cluster = await BenchCluster.CreateAsync(ct);
            rounds.Add(await PlayAsync(cluster, options, ct));
        }

        var ours = Round.Middle(rounds.ConvertAll(r => r.Import));
        var copy = Round.Middle(rounds.ConvertAll(r => r.Copy));
        var rows = rounds[^1].Rows;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            import, {options.Raw ?? $"{options.Children:#,0} children"}, {rows:#,0} rows, {options.Rounds} rounds from an empty database
              ChildLink      {rows / ours,10:#,0} rows/s   {ours:0.00} s   processor {Round.Middle(rounds.ConvertAll(r => r.Own)):0.00} s, database {Round.Middle(rounds.ConvertAll(r => r.Database)):0.00} s
              COPY           {rows / copy,10:#,0} rows/s   {copy:0.00} s
              ratio          {copy / ours,10:0.000}
              sealing        {Round.Middle(rounds.ConvertAll(r => r.Sealing / r.Import)),10:0.0%}          {Round.Middle(rounds.ConvertAll(r => r.Sealing)):0.00} s
            peak memory: {OwnProcess.PeakMemory()}
            """));
    }

    private static async Task<ImportRound> PlayAsync(BenchCluster cluster, BenchOptions options, CancellationToken ct)
    {
        var raw = options.Raw ?? Path.Combine(cluster.Home, "raw");
        if (options.Raw is null)
            BenchCity.Synthesize(options.Children, raw, ct);
        await using var municipality = await BenchCluster.OpenAsync(cluster.Home, ct);
        var (own, database) = (OwnProcess.ProcessorTime(), cluster.ProcessorTime());
        var clock = Stopwatch.StartNew();
        var rows = await new BenchCity(municipality).ImportAsync(raw, ct);
        var import = clock.Elapsed.TotalSeconds;
        var (ownAfter, databaseAfter) = (OwnProcess.ProcessorTime(), cluster.ProcessorTime());
        var copy = await CopyAsync(municipality.Place.ConnectionString, raw, ct);
        var sealing = await SealingShare.MeasureAsync(municipality.Place.ConnectionString, ct);
        return new ImportRound(rows, import, (ownAfter - own).TotalSeconds, (databaseAfter - database).TotalSeconds, copy, sealing);
    }

    private static async Task<double> CopyAsync(string connectionString, string raw, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(connectionString);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using (var make = new NpgsqlCommand(MakeTable, connection))
            await make.ExecuteNonQueryAsync(ct);
        var clock = Stopwatch.StartNew();
        foreach (var file in Directory.EnumerateFiles(raw, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(file, ct);
            await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
            for (var at = 0; at < bytes.Length;)
            {
                var end = bytes.AsSpan(at).IndexOf((byte)'\n') is var found and >= 0 ? at + found + 1 : bytes.Length;
                await copy.WriteRowAsync(ct, [bytes.AsMemory(at, end - at)]);
                at = end;
            }

            await copy.CompleteAsync(ct);
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>One round; times in seconds.</summary>
    private sealed record ImportRound(long Rows, double Import, double Own, double Database, double Copy, double Sealing);
}
