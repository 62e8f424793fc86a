using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Failures;

/// <summary>
/// A server that dies in the middle of case commands: what somebody was told stands, nothing stands by half, each command has its
/// log entry, and the projections say what the events say.
/// </summary>
public sealed class CaseKillTests(ServedCity city)
{
    private const int Clients = 6;

    /// <summary>Candidates at the head of the list are the other tests' own.</summary>
    private const int LeftToOthers = 5;

    private static readonly TimeSpan Load = TimeSpan.FromSeconds(3);
    private static readonly Who Own = new("narrower", "case-work");
    private static readonly Who Second = new("narrower", "case-work", "second");

    private readonly ConcurrentQueue<Command> told = new();

    [Fact]
    public async Task What_was_told_before_kill_9_stands_whole_after_it()
    {
        var ct = TestContext.Current.CancellationToken;
        foreach (var who in new[] { Own, Second, Who.Steward(city.TopRun) })
            await city.TokenOfAsync(who, ct);
        var children = (await city.Door.AskAsync(Who.Narrower(city.TopRun), "/v1/children?fields=id,schoolCode&size=200")).Ok().Items
            .Select(c => (Id: c.GetProperty("id").GetGuid(), School: c.GetProperty("schoolCode").GetString()))
            .Where(c => c.School is not null && c.Id != city.Child).Skip(LeftToOthers).ToList();
        children.Count.ShouldBeGreaterThanOrEqualTo(Clients);
        await using (var server = await ServerProcess.StartAsync(city.Home, ServedCity.Code, ct))
        {
            using var door = new Door(server.Address, city.TokenOfAsync);
            var clients = Enumerable.Range(0, Clients).Select(i => WorkAsync(door, [.. children.Where((_, n) => n % Clients == i)])).ToList();
            await Task.Delay(Load, ct);
            while (told.Count < 100 && clients.TrueForAll(c => !c.IsCompleted))
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            await server.KillAsync();
            await Task.WhenAll(clients);
        }

        told.Count.ShouldBeGreaterThan(100);
        told.Select(t => t.Kind).Distinct().Order().ShouldBe(["confirmed", "noted", "opened", "planned", "proposed", "share-ended", "shared"]);
        await using var again = await ServerProcess.StartAsync(city.Home, ServedCity.Code, ct);
        using var after = new Door(again.Address, city.TokenOfAsync);
        foreach (var commands in told.Where(t => t.Case != Guid.Empty).GroupBy(t => t.Case))
            await StandsAsync(after, commands.Key, [.. commands]);
        await SharesStandAsync(after);
        await InTheLogAsync(after);
        foreach (var difference in Differences)
            (await city.Database.ListAsync(difference, ct)).ShouldBeEmpty(difference);
        (await city.Home.DoAsync(ct, "log", "verify", "--municipality", ServedCity.Code)).GetProperty("intact").GetBoolean().ShouldBeTrue();
    }

    /// <summary>Whatever projections hold otherwise than the events, by identity.</summary>
    private static IReadOnlyList<string> Differences { get; } =
    [
        """
        select coalesce(k.case_id, e.stream_id) from read.cases k
        full join (select stream_id, max(version) as version, count(*) as events from events.mt_events where type like 'case\_%' group by stream_id) e on e.stream_id = k.case_id
        left join events.mt_streams s on s.id = e.stream_id
        where k.version is distinct from e.version or e.events is distinct from e.version or s.version is distinct from e.version
        """,
        """
        select coalesce(n.case_id, e.stream_id) from read.case_entries n
        full join (select * from events.mt_events where type like 'case\_%') e on e.stream_id = n.case_id and e.version = n.version
        where e.type is distinct from 'case_' || n.kind or e.data->'facts' is distinct from n.facts or e.data->>'by' is distinct from n.by_person
        """,
        """
        select coalesce(t.case_id, e.stream_id) from read.case_texts t
        full join (select v.stream_id, v.version, x.key, x.value from events.mt_events v, jsonb_each_text(v.data->'texts') x where v.type like 'case\_%') e
          on e.stream_id = t.case_id and e.version = t.version and e.key = t.item
        where t.sealed is distinct from e.value
        """,
        """
        select coalesce(m.case_id, e.stream_id) from read.case_measures m
        full join (
            select p.stream_id, p.version, (x.value->>'number')::int as number, x.value->>'kind' as kind from (
                select distinct on (stream_id) * from events.mt_events where type = 'case_planned' order by stream_id, version desc) p,
              jsonb_array_elements(p.data->'facts'->'measures') x) e
          on e.stream_id = m.case_id and e.version = m.plan_version and e.number = m.number
        where m.measure is distinct from e.kind
        """,
        """
        select coalesce(s.id, e.stream_id) from read.shares s
        full join (select stream_id, bool_or(type = 'share_ended') as ended from events.mt_events where type in ('share_created', 'share_ended') group by stream_id) e
          on e.stream_id = s.id
        where (s.ended_at is not null) is distinct from e.ended
        """,
    ];

    /// <summary>Opens, shares, decides, plans and notes, child after child, then notes on until the server is gone.</summary>
    private async Task WorkAsync(Door door, IReadOnlyList<(Guid Id, string? School)> children)
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture);
        var review = TimeProvider.System.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var cases = new List<(Guid Child, Guid Case, long Version)>();
        try
        {
            foreach (var (child, school) in children)
            {
                var opened = await door.AskAsync(Who.Narrower(city.TopRun), "/v1/cases", $$"""{"child":"{{child}}"}""");
                opened.Status.ShouldBe(201, opened.Body);
                var id = opened.Json.GetProperty("id").GetGuid();
                told.Enqueue(new Command(child, id, 1, "opened", opened.RequestId!));
                await DoAsync(door, Own, child, id, 1, "proposed", "decision", $$"""{"version":1,"class":"b","reason":"{{TextOf(id, 2)}}"}""");
                var shared = await door.AskAsync(
                    Who.Steward(city.TopRun), "/v1/shares", $$"""{"child":"{{child}}","institution":"{{school}}","points":false,"reason":"会議","until":"{{until}}"}""");
                shared.Status.ShouldBe(201, shared.Body);
                var share = shared.Json.GetProperty("id").GetGuid();
                told.Enqueue(new Command(child, Guid.Empty, 0, "shared", shared.RequestId!) { Share = share });
                await DoAsync(door, Second, child, id, 2, "confirmed", "decision/confirm", """{"version":2}""");
                await DoAsync(
                    door, Own, child, id, 3, "planned", "plan",
                    $$"""
                    {"version":3,"goal":"{{TextOf(id, 4)}}","reviewOn":"{{review}}","measures":[
                      {"kind":"teacher-word","text":"{{TextOf(id, 4)}}","institution":"{{school}}"},{"kind":"teacher-word","text":"{{TextOf(id, 4)}}","staff":"dev-narrower-second"}]}
                    """);
                var ended = (await door.AskAsync(Who.Steward(city.TopRun), $"/v1/shares/{share}/end", "")).Ok();
                told.Enqueue(new Command(child, Guid.Empty, 0, "share-ended", ended.RequestId!) { Share = share });
                cases.Add((child, id, 4));
                await NoteAsync(cases.Count - 1);
            }

            for (var i = 0; ; i = (i + 1) % cases.Count)
                await NoteAsync(i);
        }
        catch (HttpRequestException)
        {
            // The server is gone. A command whose answer did not come may stand: then whole.
        }

        async Task NoteAsync(int i)
        {
            var (child, id, version) = cases[i];
            await DoAsync(door, Own, child, id, version, "noted", "notes", $$"""{"version":{{version}},"text":"{{TextOf(id, version + 1)}}"}""");
            cases[i] = (child, id, version + 1);
        }
    }

    private async Task DoAsync(Door door, Who who, Guid child, Guid id, long version, string kind, string command, string body)
    {
        var reply = (await door.AskAsync(who, $"/v1/cases/{id}/{command}", body, OfCase(id))).Ok();
        reply.Json.GetProperty("version").GetInt64().ShouldBe(version + 1);
        told.Enqueue(new Command(child, id, version + 1, kind, reply.RequestId!));
    }

    /// <summary>The case has every command that was told, at most one more, and of each all of what was written.</summary>
    private static async Task StandsAsync(Door after, Guid id, IReadOnlyList<Command> commands)
    {
        var file = (await after.AskAsync(Own, $"/v1/cases/{id}", change: OfCase(id))).Ok().Json;
        var version = file.GetProperty("version").GetInt64();
        version.ShouldBeInRange(commands.Max(c => c.Version), commands.Max(c => c.Version) + 1);
        var history = file.GetProperty("history").EnumerateArray().ToList();
        history.Select(h => h.GetProperty("version").GetInt64()).ShouldBe(Enumerable.Range(1, (int)version).Select(v => (long)v));
        foreach (var command in commands)
            history[(int)command.Version - 1].GetProperty("kind").GetString().ShouldBe(command.Kind);
        foreach (var entry in history)
        {
            var texts = entry.GetProperty("texts").EnumerateArray().Select(t => t.GetProperty("text").GetString()).ToList();
            texts.Count.ShouldBe(entry.GetProperty("kind").GetString() switch { "opened" or "confirmed" => 0, "planned" => 3, _ => 1 });
            texts.ShouldAllBe(t => t == TextOf(id, entry.GetProperty("version").GetInt64()));
        }

        file.GetProperty("measures").GetArrayLength().ShouldBe(history.Exists(h => h.GetProperty("kind").GetString() == "planned") ? 2 : 0);
    }

    /// <summary>What was shared is shared, what was ended has ended; then the rest is ended, for the other tests.</summary>
    private async Task SharesStandAsync(Door after)
    {
        var steward = Who.Steward(city.TopRun);
        var shares = (await after.AskAsync(steward, "/v1/shares")).Ok().Items.ToDictionary(s => s.GetProperty("id").GetGuid());
        foreach (var command in told.Where(t => t.Kind == "share-ended"))
            shares[command.Share].GetProperty("endedAt").ValueKind.ShouldBe(JsonValueKind.String);
        foreach (var command in told.Where(t => t.Kind == "shared"))
        {
            if (shares[command.Share].GetProperty("endedAt").ValueKind == JsonValueKind.Null)
                (await after.AskAsync(steward, $"/v1/shares/{command.Share}/end", "")).Ok();
        }
    }

    /// <summary>Every command that was told stands in the log, and every event of a child has an entry.</summary>
    private async Task InTheLogAsync(Door after)
    {
        var logged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commands in told.GroupBy(t => t.Child))
        {
            var written = 0;
            await foreach (var page in after.PagesAsync(Who.Officer, $"/v1/access-log?limit=200&outcome=released&child={commands.Key}"))
            {
                foreach (var entry in page.Ok().Items)
                {
                    logged.Add(entry.GetProperty("requestId").GetString()!);
                    written += entry.GetProperty("operation").GetString()!.StartsWith("POST /v1/cases", StringComparison.Ordinal) ? 1 : 0;
                }
            }

            var events = (await city.Database.ListAsync($"select count(*) from read.case_entries where resident_id = '{commands.Key}'", TestContext.Current.CancellationToken))[0];
            written.ShouldBeGreaterThanOrEqualTo(int.Parse(events, CultureInfo.InvariantCulture), "an event without an entry");
        }

        told.Where(t => !logged.Contains(t.RequestId)).ShouldBeEmpty();
    }

    /// <summary>What is written with one version of one case: it can be told when any of it is another's or lacks.</summary>
    private static string TextOf(Guid id, long version) => $"記録 {id:N} {version}";

    private static Action<HttpRequestMessage> OfCase(Guid id) => request =>
    {
        request.Headers.Remove("Purpose-Context");
        request.Headers.Add("Purpose-Context", $"case:{id}");
    };

    /// <summary>A command whose answer came.</summary>
    private sealed record Command(Guid Child, Guid Case, long Version, string Kind, string RequestId)
    {
        public Guid Share { get; init; }
    }
}
