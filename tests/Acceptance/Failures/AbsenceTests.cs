using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Failures;

/// <summary>While the database or the log is away nothing is shown; when it is back the same process goes on.</summary>
public sealed class AbsenceTests(ServedCity city)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_stopped_database_is_answered_with_503_and_comes_back_without_a_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        await WarmUpAsync();
        await city.Home.DoAsync(ct, "down");
        await AwayAsync();
        await city.Home.DoAsync(ct, "up", "--no-serve");
        await BackAsync();
    }

    [Fact]
    public async Task A_killed_database_is_answered_with_503_and_comes_back_without_a_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        await WarmUpAsync();
        var status = await city.Home.DoAsync(ct, "status");
        using (var postmaster = Process.GetProcessById(status.GetProperty("database").GetProperty("processId").GetInt32()))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync(ct);
        }

        await AwayAsync();
        await city.Home.DoAsync(ct, "up", "--no-serve");
        await BackAsync();
    }

    [Fact]
    public async Task Without_the_log_there_is_no_data()
    {
        var ct = TestContext.Current.CancellationToken;
        await WarmUpAsync();
        var assignment = await InForceAsync(Who.Steering, "/v1/assignments", a => a.GetProperty("institution").GetString() == city.School);
        var share = await InForceAsync(Who.Steward(city.Run), "/v1/shares", _ => true);
        await GrantAsync("revoke execute on function {0} from childlink_app");
        try
        {
            foreach (var (who, path) in Looks())
            {
                var reply = (await city.Door.AskAsync(who, path)).Problem(503, "access-log-unavailable", $"{who} {path}");
                reply.Headers.ShouldContainKey("retry-after");
                reply.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "title", "status", "code", "requestId"], ignoreOrder: true);
            }

            // A refusal without an entry would be a look that nobody finds.
            (await city.Door.AskAsync(Who.Officer, "/v1/shares")).Problem(503, "access-log-unavailable");
            (await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children/{Guid.Empty}")).Problem(503, "access-log-unavailable");
            // What is not logged does not happen either.
            (await city.Door.AskAsync(Who.Steering, $"/v1/assignments/{assignment}/end", "")).Problem(503, "access-log-unavailable");
            (await city.Door.AskAsync(Who.Steward(city.Run), $"/v1/shares/{share}/end", "")).Problem(503, "access-log-unavailable");
        }
        finally
        {
            await GrantAsync("grant execute on function {0} to childlink_app");
        }

        foreach (var (who, path) in Looks())
            (await city.Door.AskAsync(who, path)).Ok();
        (await InForceAsync(Who.Steering, "/v1/assignments", a => a.GetProperty("institution").GetString() == city.School)).ShouldBe(assignment);
        (await InForceAsync(Who.Steward(city.Run), "/v1/shares", _ => true)).ShouldBe(share);

        async Task<string?> InForceAsync(Who who, string path, Func<JsonElement, bool> meant) => (await city.Door.AskAsync(who, path)).Ok().Items
            .Single(r => meant(r) && r.GetProperty("endedAt").ValueKind == JsonValueKind.Null).GetProperty("id").GetString();

        async Task GrantAsync(string statement)
        {
            var function = (await city.Database.ListAsync("select 'audit.append_entries'::regproc::regprocedure::text", ct))[0];
            await city.Database.RunAsync(string.Format(CultureInfo.InvariantCulture, statement, function), ct);
        }
    }

    private IEnumerable<(Who Who, string Path)> Looks() =>
    [
        (Who.Narrower(city.TopRun), "/v1/children"), (Who.Narrower(city.Run), $"/v1/children/{city.Child}"), (Who.Analyst(city.TopRun), "/v1/children"),
        (Who.School(city.School), "/v1/children"), (Who.Steering, "/v1/screening-runs"), (Who.Steering, "/v1/provisions"),
        (Who.Officer, "/v1/access-log"), (Who.Officer, "/v1/me"),
    ];

    /// <summary>Tokens are fetched and connections are open, so that it is their loss that is met.</summary>
    private async Task WarmUpAsync()
    {
        foreach (var (who, path) in Looks())
            (await city.Door.AskAsync(who, path)).Ok();
    }

    private async Task AwayAsync()
    {
        foreach (var (who, path) in Looks())
        {
            var reply = await city.Door.AskAsync(who, path);
            reply.Status.ShouldBe(503, $"{who} {path} {reply.Body}");
            reply.MediaType.ShouldBe("application/problem+json");
            reply.Code.ShouldBeOneOf("database-unavailable", "access-log-unavailable");
            reply.Headers.ShouldContainKey("retry-after");
        }

        (await city.Door.AskAsync(null, "/health/ready")).Problem(503, "database-unavailable");
        (await city.Door.AskAsync(null, "/health/live")).Ok();
    }

    private async Task BackAsync()
    {
        var clock = Stopwatch.StartNew();
        foreach (var (who, path) in Looks())
        {
            Reply reply;
            while ((reply = await city.Door.AskAsync(who, path)).Status == 503 && clock.Elapsed < Patience)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            reply.Ok();
        }

        city.Server.Ended.ShouldBeFalse();
    }
}
