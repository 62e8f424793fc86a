using System.Collections.Concurrent;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Failures;

/// <summary>Whatever a client saw stands in the log, even when the server dies in the middle of answering.</summary>
public sealed class KillTests(ServedCity city)
{
    private const int Clients = 8;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Every_answer_seen_before_kill_9_is_in_the_log()
    {
        var ct = TestContext.Current.CancellationToken;
        Who[] callers = [Who.Narrower(city.TopRun), Who.Analyst(city.TopRun), Who.School(city.School), Who.Steward(city.TopRun)];
        foreach (var who in callers)
            await city.TokenOfAsync(who, ct);
        var seen = new ConcurrentBag<string>();
        await using (var server = await ServerProcess.StartAsync(city.Home, ServedCity.Code, ct))
        {
            using var door = new Door(server.Address, city.TokenOfAsync);
            var clients = Enumerable.Range(0, Clients).Select(i => AskOnAsync(door, callers[i % callers.Length], seen)).ToList();
            await Task.Delay(Load, ct);
            await server.KillAsync();
            await Task.WhenAll(clients);
        }

        seen.Count.ShouldBeGreaterThan(50);
        var logged = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in city.Door.PagesAsync(Who.Officer, "/v1/access-log?limit=200&outcome=released"))
        {
            foreach (var entry in page.Ok().Items)
                logged.Add(entry.GetProperty("requestId").GetString()!);
        }

        seen.Where(id => !logged.Contains(id)).ShouldBeEmpty();
        (await city.Home.DoAsync(ct, "log", "verify", "--municipality", ServedCity.Code)).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    private static async Task AskOnAsync(Door door, Who who, ConcurrentBag<string> seen)
    {
        try
        {
            while (true)
            {
                var reply = await door.AskAsync(who, "/v1/children?size=10");
                if (reply.Status == 200)
                    seen.Add(reply.RequestId!);
            }
        }
        catch (HttpRequestException)
        {
            // The server is gone. An answer of which only a part came counts as not seen here; its entry may stand there.
        }
    }
}
