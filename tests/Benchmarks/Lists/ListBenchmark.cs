using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Setting;
using ChildLink.EventStore;

namespace ChildLink.Benchmarks.Lists;

/// <summary>Fifty children with five factors as the narrower sees them, log on and token judged, against the bare endpoint.</summary>
internal static class ListBenchmark
{
    private const string Path = "/v1/children?size=50";
    private const int Candidates = 300;
    private const double WarmUpSeconds = 2;

    /// <summary>Many requests before the first round: the runtime compiles hot code anew in the background.</summary>
    private const double CompileSeconds = 10;
    private const int CompileConnections = 32;

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        await using var cluster = await BenchCluster.CreateAsync(ct);
        var (run, token) = await FillAsync(cluster, options.Children, ct);
        using var product = await ServedSide.StartAsync(ServedSide.Product, cluster.Home, run, ct);
        using var bare = await ServedSide.StartAsync(ServedSide.Bare, cluster.Home, run, ct);
        var asked = $"{Path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nPurpose-Of-Use: narrowing\r\nPurpose-Context: run:{run:D}";
        Console.WriteLine($"answer: {await CompareAsync(product, bare, asked, ct)} bytes, equal on both sides");
        foreach (var side in new[] { product, bare })
            await RoundAsync(cluster, side, asked, CompileConnections, CompileSeconds, ct);
        foreach (var connections in options.Callers is { } one ? [one] : new[] { 8, 32 })
        {
            await RoundAsync(cluster, product, asked, connections, WarmUpSeconds, ct);
            await RoundAsync(cluster, bare, asked, connections, WarmUpSeconds, ct);
            var duel = await Duel.FightAsync(
                options.Rounds,
                () => RoundAsync(cluster, product, asked, connections, options.Seconds, ct),
                () => RoundAsync(cluster, bare, asked, connections, options.Seconds, ct));
            duel.Print($"list, {connections} connections, {options.Rounds} rounds of {options.Seconds} s", "ChildLink", "bare", "requests/s");
        }

        Console.WriteLine($"peak memory: ChildLink {product.PeakMemory()}, bare {bare.PeakMemory()}, clients {OwnProcess.PeakMemory()}");
    }

    private static async Task<(Guid Run, string Token)> FillAsync(BenchCluster cluster, int children, CancellationToken ct)
    {
        var raw = System.IO.Path.Combine(cluster.Home, "raw");
        BenchCity.Synthesize(children, raw, ct);
        await using var municipality = await BenchCluster.OpenAsync(cluster.Home, ct);
        var city = new BenchCity(municipality);
        await city.ImportAsync(raw, ct);
        var run = await city.ScreenAsync(ct);
        await using (var connection = await municipality.Database.OpenConnectionAsync(ct))
        {
            await Statement.ExecuteAsync(connection, BareSql.FillPage, ct, run, Candidates);
        }

        await AnalyzeAsync(municipality, ct);
        return (run, await city.TokenAsync("narrower", "narrowing", ct));
    }

    /// <summary>What autovacuum does within a minute of an import in daily life.</summary>
    private static async Task AnalyzeAsync(Municipality municipality, CancellationToken ct)
    {
        await using var owner = Npgsql.NpgsqlDataSource.Create(municipality.Place.ConnectionString);
        await using var command = owner.CreateCommand("vacuum analyze");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Asks both sides once; the answers must be the same but for the cursor, which is sealed anew each time.</summary>
    private static async Task<int> CompareAsync(ServedSide product, ServedSide bare, string asked, CancellationToken ct)
    {
        using var ours = await RawConnection.OpenAsync(product.Address, asked, ct);
        using var other = await RawConnection.OpenAsync(bare.Address, asked, ct);
        var (one, two) = (await ours.AskAsync(), await other.AskAsync());
        if (WithoutCursor(one) != WithoutCursor(two) || one.Length != two.Length)
            throw new InvalidOperationException("The two sides answer differently, so they cannot be compared.");
        return one.Length;
    }

    private static string WithoutCursor(ReadOnlyMemory<byte> answer)
    {
        var json = JsonNode.Parse(answer.Span)!;
        json["page"]!["next"] = "";
        return json.ToJsonString();
    }

    private static async Task<Round> RoundAsync(BenchCluster cluster, ServedSide side, string asked, int connections, double seconds, CancellationToken ct)
    {
        var open = new RawConnection[connections];
        try
        {
            for (var i = 0; i < connections; i++)
                open[i] = await RawConnection.OpenAsync(side.Address, asked, ct);
            return await Round.WithCostAsync(side.ProcessorTime, cluster.ProcessorTime, () => Round.OfAsync(connections, seconds, async caller =>
            {
                ct.ThrowIfCancellationRequested();
                await open[caller].AskAsync();
            }));
        }
        finally
        {
            foreach (var connection in open)
                connection?.Dispose();
        }
    }
}
