using System.Diagnostics;
using System.Globalization;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using Npgsql;

namespace ChildLink.Benchmarks.Imports;

/// <summary>Raw files of a city taken in from an empty database, against COPY of the same lines into an unlogged table.</summary>
internal static class ImportBenchmark
{
    private const string MakeTable = "create unlogged table public.plain_lines (line text)";

    /// <summary>Latin-1 takes every byte as it is; the delimiter and the quote stand in no file, so a line is a value.</summary>
    private const string Copy = "copy public.plain_lines from stdin (format csv, delimiter e'\\x01', quote e'\\x02', encoding 'LATIN1')";

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        var (imports, copies) = (new List<double>(), new List<double>());
        var rows = 0L;
        for (var round = 0; round < options.Rounds; round++)
        {
            await using var cluster = await BenchCluster.CreateAsync(ct);
            var raw = Path.Combine(cluster.Home, "raw");
            BenchCity.Synthesize(options.Children, raw, ct);
            await using var municipality = await BenchCluster.OpenAsync(cluster.Home, ct);
            var clock = Stopwatch.StartNew();
            rows = await new BenchCity(municipality).ImportAsync(raw, ct);
            imports.Add(clock.Elapsed.TotalSeconds);
            copies.Add(await CopyAsync(municipality.Place.ConnectionString, raw, ct));
        }

        var (ours, copy) = (Round.Middle(imports), Round.Middle(copies));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            import, {options.Children:#,0} children, {rows:#,0} rows, {options.Rounds} rounds from an empty database
              ChildLink      {rows / ours,10:#,0} rows/s   {ours:0.00} s
              COPY           {rows / copy,10:#,0} rows/s   {copy:0.00} s
              ratio          {copy / ours,10:0.000}
            peak memory: {OwnProcess.PeakMemory()}
            """));
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
            // COPY wants one kind of line end in a file; the files hold CR LF, and LF inside of quotes.
            var bytes = (await File.ReadAllBytesAsync(file, ct)).Where(b => b != (byte)'\r').ToArray();
            await using var copy = await connection.BeginRawBinaryCopyAsync(Copy, ct);
            await copy.WriteAsync(bytes, ct);
        }

        return clock.Elapsed.TotalSeconds;
    }
}
