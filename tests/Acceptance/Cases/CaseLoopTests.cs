using System.Globalization;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;
using ChildLink.Tests.Acceptance.GraphQL;

namespace ChildLink.Tests.Acceptance.Cases;

/// <summary>The loop for which all of this exists: candidate, case, decision by two people, conference, share, plan, watching, outcome, hand-over.</summary>
public sealed class CaseLoopTests(ServedCity city)
{
    private const string Secret = "秘密の記載";
    private static readonly Who Second = new("narrower", "case-work", "second");
    private static readonly Who Own = new("narrower", "case-work");

    [Fact]
    public async Task A_candidate_becomes_a_case_and_the_case_comes_to_its_end()
    {
        var (child, school) = await CandidateAsync();
        var opened = await PostAsync(Who.Narrower(city.TopRun), "/v1/cases", $$"""{"child":"{{child}}"}""", 201);
        var id = opened.GetProperty("id").GetGuid();
        await PostAsync(Of(Own, id), $"/v1/cases/{id}/decision", $$"""{"version":1,"class":"b","reason":"{{Secret}}1"}""");
        await RefusedAsync(Of(Own, id), $"/v1/cases/{id}/decision/confirm", """{"version":2}""", "same-person", 403);
        await RefusedAsync(Of(Second, id), $"/v1/cases/{id}/decision/confirm", """{"version":1}""", "conflict");
        (await PostAsync(Of(Second, id), $"/v1/cases/{id}/decision/confirm", """{"version":2}""")).GetProperty("class").GetString().ShouldBe("b");

        await LeaksAsync(id, child, school, isShared: false);
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture);
        var share = await PostAsync(Who.Steward(city.TopRun), "/v1/shares", $$"""{"child":"{{child}}","institution":"{{school}}","points":false,"measures":true,"reason":"会議","until":"{{until}}"}""", 201);
        var review = TimeProvider.System.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await PostAsync(
            Of(Own, id), $"/v1/cases/{id}/plan",
            $$"""{"version":3,"goal":"{{Secret}}2","reviewOn":"{{review}}","measures":[{"kind":"teacher-word","text":"{{Secret}}3","institution":"{{school}}"}]}""");
        await PackAsync(id);
        await PostAsync(Of(Own, id), $"/v1/cases/{id}/notes", $$"""{"version":5,"text":"{{Secret}}4"}""");
        await PostAsync(Of(Own, id), $"/v1/cases/{id}/outcome", $$"""{"version":6,"outcome":"improved","text":"{{Secret}}5"}""");
        await HandOverAsync(id);
        await LeaksAsync(id, child, school, isShared: true);
        // The city is everybody's: the other tests share candidates of the same run.
        (await city.Door.AskAsync(Who.Steward(city.TopRun), $"/v1/shares/{share.GetProperty("id").GetString()}/end", "")).Ok();
        await LeaksAsync(id, child, school, isShared: false);

        var file = (await city.Door.AskAsync(Second, $"/v1/cases/{id}", change: Context("case", id))).Ok();
        for (var i = 1; i <= 5; i++)
            file.Body.ShouldContain($"{Secret}{i}");
        (await city.Database.ListAsync("select t::text from events.mt_events t where type like 'case_%'", CancellationToken.None)).ShouldAllBe(e => !e.Contains(Secret, StringComparison.Ordinal));
        (await city.Database.ListAsync("select t::text from read.case_texts t", CancellationToken.None)).ShouldAllBe(e => !e.Contains(Secret, StringComparison.Ordinal));
        city.Server.Printed.ShouldNotContain(Secret);
    }

    private async Task PackAsync(Guid id)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(7).ToString("O", CultureInfo.InvariantCulture);
        var planned = await PostAsync(Own, "/v1/conferences", $$"""{"heldAt":"{{at}}","minutes":30,"participants":["校長"],"cases":["{{id}}"]}""", 201);
        var conference = planned.GetProperty("id").GetGuid();
        await PostAsync(
            Own, $"/v1/conferences/{conference}/minutes", $$"""{"version":1,"item":1,"took":9,"text":"{{Secret}}6"}""", change: Context("conference", conference));
        var pack = await city.Door.AskAsync(Own, $"/v1/conferences/{conference}/pack", change: Context("conference", conference));
        (pack.Status, pack.MediaType).ShouldBe((200, "text/html; charset=utf-8"));
        pack.Body.ShouldContain($"{Secret}2");
        pack.Body.ShouldContain("閲覧記録番号");
        pack.Headers["content-security-policy"].ShouldStartWith("default-src 'none'; style-src 'sha256-");
        pack.Headers["cache-control"].ShouldBe("no-store");
        (await city.Door.AskAsync(Own, $"/v1/conferences/{conference}/pack")).Problem(403, "context-required");
        var entries = (await city.Door.AskAsync(Who.Officer, "/v1/access-log?limit=200")).Ok().Items;
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(pack.Body)));
        entries.ShouldContain(e => e.GetProperty("operation").GetString() == "export conference-pack" && e.GetProperty("fields").ToString().Contains(digest, StringComparison.Ordinal));
        await PostAsync(Own, $"/v1/conferences/{conference}/end", """{"version":2,"held":true}""", change: Context("conference", conference));
    }

    private async Task HandOverAsync(Guid id)
    {
        await PostAsync(Of(Own, id), $"/v1/cases/{id}/hand-overs", $$"""{"version":7,"cause":"staff-change","toKind":"worker","to":"dev-narrower-second","note":"{{Secret}}7"}""");
        var waiting = (await city.Door.AskAsync(Second, "/v1/hand-overs")).Ok().Items.Single(h => h.GetProperty("case").GetGuid() == id && h.GetProperty("state").GetString() == "handed");
        waiting.GetProperty("child").ValueKind.ShouldBe(JsonValueKind.String);
        var task = waiting.GetProperty("id").GetGuid();
        await RefusedAsync(Of(Own, id), $"/v1/cases/{id}/hand-overs/{task}/receive", """{"version":8}""", "hand-over-not-waiting");
        (await PostAsync(Of(Second, id), $"/v1/cases/{id}/hand-overs/{task}/receive", """{"version":8}""")).GetProperty("worker").GetString().ShouldBe("dev-narrower-second");
    }

    /// <summary>Nobody but case staff is told that there is a case, at either door.</summary>
    private async Task LeaksAsync(Guid id, Guid child, string school, bool isShared)
    {
        const string Graph = "query ($id: UUID!) { case(id: $id) { id state history { texts { text } } } cases { nodes { id } } handOvers { case } conferences { id } }";
        foreach (var who in new[] { Who.School(school), Who.Analyst(city.TopRun), Who.Officer, Who.Steward(city.TopRun), Who.Holder("市民課") })
        {
            (await city.Door.AskAsync(who, $"/v1/cases/{id}")).Problem(403, "operation-not-allowed", who.ToString());
            (await city.Door.AskAsync(who, "/v1/cases")).Problem(403, "operation-not-allowed", who.ToString());
            var answered = await city.Door.GraphAsync(who, Graph, $$"""{"id":"{{id}}"}""");
            answered.Body.ShouldNotContain($"\"{id}\"");
            answered.Body.ShouldNotContain(Secret);
        }

        // Another case or a run as context, and the same narrower without it.
        (await city.Door.AskAsync(Second, $"/v1/cases/{id}", change: Context("case", Guid.NewGuid()))).Problem(404, "not-found");
        (await city.Door.AskAsync(new Who("narrower", "case-work", "third"), $"/v1/cases/{id}")).Problem(404, "not-found");
        (await city.Door.AskAsync(Own, $"/v1/cases/{id}", change: Context("run", city.TopRun))).Problem(403, "context-not-allowed");
        (await city.Door.AskAsync(new Who("narrower", "case-work", "third"), "/v1/cases")).Ok().Body.ShouldNotContain(child.ToString());

        // To its school the child looks like any other, share or not, but for what the share opens.
        var pupil = (await city.Door.AskAsync(Who.School(school), $"/v1/children/{child}")).Ok();
        foreach (var word in new[] { "case", "class\":\"b", "worker", Secret })
            pupil.Body.ShouldNotContain(word);
        // What the plan gives to the school is the one thing of the case that it reads, and only by the share.
        var measures = (await city.Door.AskAsync(Who.School(school), "/v1/measures")).Ok();
        measures.Items.Count(m => m.GetProperty("text").GetString() == $"{Secret}3").ShouldBe(isShared ? 1 : 0);
        measures.Body.Replace($"{Secret}3", "", StringComparison.Ordinal).ShouldNotContain(Secret);
        var graph = (await city.Door.GraphAsync(Who.School(school), "{ measures { id text } }")).Ok();
        graph.Body.Contains($"{Secret}3", StringComparison.Ordinal).ShouldBe(isShared);
        (await city.Door.AskAsync(Who.School(school), $"/v1/children/{child}/result")).Ok().Json.GetProperty("reasons").ValueKind
            .ShouldBe(isShared ? JsonValueKind.Array : JsonValueKind.Null);
    }

    /// <summary>A candidate who goes to a school and is none of the other tests' own.</summary>
    private async Task<(Guid Child, string School)> CandidateAsync()
    {
        foreach (var row in (await city.Door.AskAsync(Who.Narrower(city.TopRun), "/v1/children?fields=id,schoolCode&size=200")).Ok().Items)
        {
            if (row.GetProperty("id").GetGuid() != city.Child && row.GetProperty("schoolCode").GetString() is { } school)
                return (row.GetProperty("id").GetGuid(), school);
        }

        throw new InvalidOperationException("No candidate goes to school.");
    }

    private static (Who Who, Guid Case) Of(Who who, Guid id) => (who, id);

    private Task<JsonElement> PostAsync((Who Who, Guid Case) actor, string path, string body) => PostAsync(actor.Who, path, body, 200, Context("case", actor.Case));

    private async Task<JsonElement> PostAsync(Who who, string path, string body, int status = 200, Action<HttpRequestMessage>? change = null)
    {
        var reply = await city.Door.AskAsync(who, path, body, change);
        reply.Status.ShouldBe(status, $"{path} {reply.Body}");
        return reply.Json;
    }

    private async Task RefusedAsync((Who Who, Guid Case) actor, string path, string body, string code, int status = 409) =>
        (await city.Door.AskAsync(actor.Who, path, body, Context("case", actor.Case))).Problem(status, code);

    private static Action<HttpRequestMessage> Context(string kind, Guid id) => request =>
    {
        request.Headers.Remove("Purpose-Context");
        request.Headers.Add("Purpose-Context", $"{kind}:{id}");
    };
}
