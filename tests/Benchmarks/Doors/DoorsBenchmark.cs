using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Benchmarks.Lists;
using ChildLink.Benchmarks.Measuring;
using ChildLink.Benchmarks.Views;
using Npgsql;

namespace ChildLink.Benchmarks.Doors;

/// <summary>
/// Our GraphQL door with token, gateway and durable log against a bare endpoint without any of them, and against two GraphQL
/// servers of other makes, over the same children of the same database.
/// </summary>
internal static class DoorsBenchmark
{
    private const double WarmUpSeconds = 3;

    /// <summary>Many requests before the first round: the runtimes compile hot code anew in the background.</summary>
    private const double CompileSeconds = 8;
    private const int CompileConnections = 32;

    public static async Task RunAsync(BenchOptions options, CancellationToken ct)
    {
        await using var city = await PlantedCity.CreateAsync(options.Children, ct);
        var child = await FillPeersAsync(city, ct);
        var token = await city.NarrowerTokenAsync(ct);
        using var product = await ServedSide.StartAsync(ServedSide.Product, city.Home, city.Run, ct);
        using var bare = await ServedSide.StartAsync(ServedSide.Bare, city.Home, city.Run, ct);
        using var postGraphile = await PeerSide.StartAsync(PeerSide.PostGraphile, city.Municipality.Place.ConnectionString, ct);
        using var mercurius = await PeerSide.StartAsync(PeerSide.Mercurius, city.Municipality.Place.ConnectionString, ct);

        var door = $"/graphql HTTP/1.1\r\nAuthorization: Bearer {token}\r\nPurpose-Of-Use: narrowing\r\nPurpose-Context: run:{city.Run:D}\r\nAccept: application/graphql-response+json";
        await FightAsync(
            "list of fifty with five factors each", options, city,
            new Door("ChildLink", product, door, DoorQuestions.OurList),
            new Door("bare", bare, $"{BareDoor.List} HTTP/1.1", DoorQuestions.OurList),
            new Door("PostGraphile", postGraphile, "/graphql HTTP/1.1", DoorQuestions.PostGraphileList),
            new Door("Mercurius", mercurius, "/graphql HTTP/1.1", DoorQuestions.MercuriusList), ct);
        await FightAsync(
            "one child", options, city,
            new Door("ChildLink", product, door, DoorQuestions.OurOne(child)),
            new Door("bare", bare, $"{BareDoor.One}{child:D} HTTP/1.1", DoorQuestions.OurOne(child)),
            new Door("PostGraphile", postGraphile, "/graphql HTTP/1.1", DoorQuestions.PostGraphileOne(child)),
            new Door("Mercurius", mercurius, "/graphql HTTP/1.1", DoorQuestions.MercuriusOne(child)), ct);
        Console.WriteLine($"peak memory: ChildLink {product.PeakMemory()}, bare {bare.PeakMemory()}, PostGraphile {postGraphile.PeakMemory()}, Mercurius {mercurius.PeakMemory()}");
    }

    private static async Task FightAsync(string title, BenchOptions options, PlantedCity city, Door ours, Door bare, Door postGraphile, Door mercurius, CancellationToken ct)
    {
        var answer = await ours.AskOnceAsync(ct);
        var byHand = await bare.AskOnceAsync(ct);
        if (JsonNode.Parse(answer)!["data"]!.ToJsonString() != JsonNode.Parse(byHand)!["data"]!.ToJsonString())
            throw new InvalidOperationException("Our door and the bare endpoint answer differently, so they cannot be compared.");
        foreach (var peer in new[] { postGraphile, mercurius })
        {
            if (JsonNode.Parse(await peer.AskOnceAsync(ct)) is not JsonObject said || said.ContainsKey("errors"))
                throw new InvalidOperationException($"{peer.Name} does not answer.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {answer.Length} bytes"));
        foreach (var door in new[] { ours, bare })
            await RoundAsync(city, door, CompileConnections, CompileSeconds, ct);
        var connections = options.Callers ?? 8;
        foreach (var other in new[] { bare, postGraphile, mercurius })
        {
            await RoundAsync(city, ours, connections, WarmUpSeconds, ct);
            await RoundAsync(city, other, connections, WarmUpSeconds, ct);
            var duel = await Duel.FightAsync(
                options.Rounds, () => RoundAsync(city, ours, connections, options.Seconds, ct), () => RoundAsync(city, other, connections, options.Seconds, ct));
            duel.Print($"{title}, {connections} connections, {options.Rounds} rounds of {options.Seconds} s", ours.Name, other.Name, "requests/s");
        }
    }

    private static async Task<Round> RoundAsync(PlantedCity city, Door door, int connections, double seconds, CancellationToken ct)
    {
        var open = new RawConnection[connections];
        try
        {
            for (var i = 0; i < connections; i++)
                open[i] = await door.OpenAsync(ct);
            return await Round.WithCostAsync(door.Side.ProcessorTime, city.DatabaseTime, () => Round.OfAsync(connections, seconds, async caller =>
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

    /// <summary>Writes the tables of the other servers; answers the first child of the list.</summary>
    private static async Task<Guid> FillPeersAsync(PlantedCity city, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(city.Municipality.Place.ConnectionString);
        await using (var fill = owner.CreateCommand(PeerTables.Fill))
        {
            fill.CommandTimeout = 0;
            await fill.ExecuteNonQueryAsync(ct);
        }

        await using (var vacuum = owner.CreateCommand("vacuum analyze"))
            await vacuum.ExecuteNonQueryAsync(ct);
        await using var first = owner.CreateCommand("select id from peer.child order by rank, id limit 1");
        return (Guid)(await first.ExecuteScalarAsync(ct))!;
    }

    /// <summary>A server and what it is asked.</summary>
    private sealed record Door(string Name, ServedSide Side, string PathAndHeaders, byte[] Body)
    {
        public Task<RawConnection> OpenAsync(CancellationToken ct) => RawConnection.OpenAsync(Side.Address, PathAndHeaders, Body, ct);

        public async Task<string> AskOnceAsync(CancellationToken ct)
        {
            using var connection = await OpenAsync(ct);
            return System.Text.Encoding.UTF8.GetString((await connection.AskAsync()).Span);
        }
    }
}
