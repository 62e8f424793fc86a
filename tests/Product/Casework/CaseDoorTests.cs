using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChildLink.Oversight.Review;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.Casework;

/// <summary>Cases over HTTP: every answer is as the document describes it, and the graph says the same.</summary>
public sealed class CaseDoorTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Narrower = "narrower/narrowing";
    private const string Own = "narrower/case-work";
    private const string Second = "second-narrower";
    private const string Steward = "steward/steering";
    private static readonly string Review = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_whole_life_of_a_case_is_as_described()
    {
        await city.AllowAsync(Second, "narrower", "case-work");
        await city.MakeCandidatesAsync();
        var child = await city.FirstChildAsync(Narrower);
        var opened = await city.AskAsync(Narrower, "/v1/cases", status: 201, body: $$"""{"child":"{{child}}"}""");
        var id = opened["id"]!.GetValue<string>();
        opened["child"]!.GetValue<string>().ShouldBe(child);
        (await city.AskAsync(Narrower, "/v1/cases", status: 409, body: $$"""{"child":"{{child}}"}"""))["code"]!.GetValue<string>().ShouldBe("case-already-open");
        var mine = $"narrower/case-work/test-narrower/case:{id}";
        var theirs = $"narrower/case-work/{Second}/case:{id}";

        await DoAsync(mine, id, "decision", """{"version":1,"class":"b","reason":"登校が減った"}""");
        (await FailAsync(mine, id, "decision/confirm", 403, """{"version":2}""")).ShouldBe("same-person");
        var stale = await city.AskAsync(theirs, "/v1/cases/{id}/decision/confirm", $"/v1/cases/{id}/decision/confirm", 409, """{"version":1}""");
        (stale["code"]!.GetValue<string>(), stale["detail"]!.GetValue<string>()).ShouldBe(("conflict", "is 2 now."));
        await DoAsync(theirs, id, "decision/confirm", """{"version":2}""");
        var plan = $$"""{"version":3,"goal":"安心","reviewOn":"{{Review}}","measures":[{"kind":"teacher-word","text":"声をかける","institution":"{{ScreenedCity.School}}"}]}""";
        (await DoAsync(mine, id, "plan", plan))["state"]!.GetValue<string>().ShouldBe("supported");
        await DoAsync(mine, id, "notes", """{"version":4,"text":"表情が明るい"}""");
        await DoAsync(mine, id, "outcome", """{"version":5,"outcome":"improved","text":"改善した"}""");

        var file = await city.AskAsync(mine, "/v1/cases/{id}", $"/v1/cases/{id}");
        file["history"]!.AsArray().Count.ShouldBe(6);
        file["measures"]![0]!["text"]!.GetValue<string>().ShouldBe("声をかける");
        await SameInGraphAsync(id, file);
        (await city.AskAsync(Own, "/v1/cases", "/v1/cases?state=supported&class=b&size=1"))["items"]!.AsArray().ShouldHaveSingleItem();
        (await city.AskAsync(Narrower, "/v1/case-statuses"))["items"]!.AsArray().ShouldContain(c => c!["id"]!.GetValue<string>() == id);
        await city.AskAsync(Own, "/v1/support-menu");
        var listed = (await city.AskAsync(Steward, "/v1/cases"))["items"]!.AsArray();
        listed.ShouldAllBe(c => c!["child"] == null);
        await NoStaffAsync(listed);
        await SameCardAsync(mine, id, child);
        await MeasuresAsync(child);

        await ConferenceAsync(id);
        await HandOverAsync(id, mine, child);
        (await city.AskAsync(Steward, "/v1/case-outcomes", body: ""))["items"]!.AsArray().ShouldHaveSingleItem()!["isNew"]!.GetValue<bool>().ShouldBeTrue();
        (await city.AskAsync(Steward, "/v1/case-outcomes", body: ""))["items"]!.AsArray().ShouldHaveSingleItem()!["isNew"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("user-entity/child-support")]
    [InlineData("analyst/screening")]
    [InlineData("privacy-officer/audit")]
    [InlineData("steward/share-decision")]
    [InlineData("holder/record-keeping")]
    public async Task Nobody_else_comes_to_a_case(string who)
    {
        var id = Guid.NewGuid();
        await city.AskAsync(who, "/v1/cases/{id}", $"/v1/cases/{id}", 403);
        foreach (var path in new[] { "/v1/cases", "/v1/support-menu", "/v1/conferences" })
            await city.AskAsync(who, path, status: 403);
        await city.AskAsync(who, "/v1/conferences/{id}/pack", $"/v1/conferences/{id}/pack", 403);
        foreach (var command in new[] { "decision", "decision/confirm", "plan", "notes", "outcome", "close", "hand-overs" })
            await city.AskAsync(who, $"/v1/cases/{{id}}/{command}", $"/v1/cases/{id}/{command}", 403, "{}");
    }

    [Theory]
    [InlineData("?state=lost")]
    [InlineData("?class=z")]
    [InlineData("?due=yes")]
    [InlineData("?run=7")]
    [InlineData("?size=0")]
    [InlineData("?cursor=x")]
    [InlineData("?name=x")]
    public async Task Bad_questions_are_told(string query) => await city.AskAsync(Own, "/v1/cases", "/v1/cases" + query, 400);

    private async Task ConferenceAsync(string id)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(7).ToString("O", CultureInfo.InvariantCulture);
        await city.AskAsync(Own, "/v1/conferences", status: 400, body: $$"""{"heldAt":"{{at}}","minutes":5,"participants":[],"cases":["{{id}}"]}""");
        var planned = await city.AskAsync(Own, "/v1/conferences", status: 201, body: $$"""{"heldAt":"{{at}}","minutes":30,"participants":["校長"],"cases":["{{id}}"]}""");
        var conference = planned["id"]!.GetValue<string>();
        var chair = $"narrower/case-work/test-narrower/conference:{conference}";
        (await city.AskAsync(Own, "/v1/conferences"))["items"]!.AsArray().ShouldHaveSingleItem();
        await city.AskAsync(chair, "/v1/conferences/{id}", $"/v1/conferences/{conference}");
        await SamePackAsync(chair, conference);
        (await city.AskAsync(Steward, "/v1/conferences"))["items"]!.AsArray().ShouldHaveSingleItem()!.AsObject().ShouldSatisfyAllConditions(
            c => c["chair"]!.GetValue<string>().ShouldBe(""), c => c["participants"]!.AsArray().ShouldBeEmpty(), c => c["institution"].ShouldBeNull());
        await city.AskAsync(chair, "/v1/conferences/{id}/minutes", $"/v1/conferences/{conference}/minutes", body: """{"version":1,"item":1,"took":9,"text":"担任から共有"}""");
        var held = await city.AskAsync(chair, "/v1/conferences/{id}/end", $"/v1/conferences/{conference}/end", body: """{"version":2,"held":true}""");
        (held["state"]!.GetValue<string>(), held["items"]![0]!["took"]!.GetValue<int>()).ShouldBe(("held", 9));
        await city.AskAsync(chair, "/v1/conferences/{id}/end", $"/v1/conferences/{conference}/end", 409, """{"version":3,"held":true}""");
    }

    private async Task HandOverAsync(string id, string mine, string child)
    {
        await city.PlantAsync($"update vault.residents set school_code = '1002' where resident_id = '{child}'");
        (await city.AskAsync(Own, "/v1/hand-overs"))["items"]!.AsArray().ShouldContain(h => h!["cause"]!.GetValue<string>() == "school-change" && h["case"]!.GetValue<string>() == id);
        await DoAsync(mine, id, "hand-overs", """{"version":7,"cause":"school-change","toKind":"institution","to":"1002","note":"共有を"}""");
        await city.AllowAsync("teacher-1002", "user-entity", "child-support", "1002");
        const string School = "user-entity/child-support/teacher-1002";
        var waiting = (await city.AskAsync(School, "/v1/hand-overs"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        waiting["child"]!.GetValue<string>().ShouldBe(child);
        var task = waiting["id"]!.GetValue<string>();
        var receipt = await city.AskAsync(
            School, "/v1/cases/{id}/hand-overs/{handOver}/receive", $"/v1/cases/{id}/hand-overs/{task}/receive", body: $$"""{"version":{{waiting["caseVersion"]}}}""");
        receipt.AsObject().Select(p => p.Key).ShouldBe(["id", "version"], "a school is not told how the case stands");
        (await city.AskAsync(Own, "/v1/hand-overs"))["items"]!.AsArray().ShouldNotContain(h => h!["cause"]!.GetValue<string>() == "school-change");
        await city.PlantAsync($"update vault.residents set school_code = '{ScreenedCity.School}' where resident_id = '{child}'");
    }

    /// <summary>The pack is the same at both doors, but for the number of its entry and the minute it was made in.</summary>
    private async Task SamePackAsync(string chair, string conference)
    {
        var (status, html) = await city.AskTextAsync(chair, $"/v1/conferences/{conference}/pack");
        status.ShouldBe(200);
        await using var bench = city.OpenGraph();
        var caller = await bench.CallerAsync("narrower", "case-work", person: "test-narrower");
        caller = caller with { Context = new("conference", Guid.Parse(conference)) };
        var before = (await NewestAsync())[0].Sequence;

        var pack = (await bench.AskAsync(caller, $$"""{ conferencePack(id: "{{conference}}") { html sha256 entry expiresAt } }"""))["data"]!["conferencePack"]!;

        Unstamped(pack["html"]!.GetValue<string>()).ShouldBe(Unstamped(html));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pack["html"]!.GetValue<string>())));
        pack["sha256"]!.GetValue<string>().ShouldBe(digest);
        pack["html"]!.GetValue<string>().ShouldContain($"閲覧記録番号 {pack["entry"]!.GetValue<long>()}<");
        pack["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
        // What was opened, and the document: as at the other door. The answer around it is no third look.
        var newest = await NewestAsync();
        newest.Select(e => e.Sequence).ShouldBe([before + 2, before + 1, before]);
        newest[0].Entry.Fields[0].ShouldBe($"sha256={digest}");
        newest[1].Sequence.ShouldBe(pack["entry"]!.GetValue<long>());
        (await bench.AskAsync(caller, $$"""{ conferencePack(id: "{{Guid.NewGuid()}}") { html } }"""))["data"]!["conferencePack"].ShouldBeNull();
        var without = await bench.AskAsync(caller with { Context = null }, $$"""{ conferencePack(id: "{{conference}}") { html } }""");
        without["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("context-required");
    }

    private Task<IReadOnlyList<LoggedEntry>> NewestAsync() =>
        city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 3 }, TestContext.Current.CancellationToken);

    private static string Unstamped(string html) => Regex.Replace(html, "・ 出力 [0-9: -]+ ・ 閲覧記録番号 [0-9]+", "", RegexOptions.NonBacktracking);

    /// <summary>The card under case-work says the same at both doors.</summary>
    private async Task SameCardAsync(string mine, string id, string child)
    {
        var rest = await city.AskAsync(mine, "/v1/children/{id}/card", $"/v1/children/{child}/card");
        rest["history"]!.AsArray().Select(h => h!["kind"]!.GetValue<string>()).ShouldBe(["opened", "proposed", "confirmed", "planned", "noted", "outcome_recorded"]);
        await using var bench = city.OpenGraph();
        var caller = await bench.CallerAsync("narrower", "case-work", person: "test-narrower");
        var graph = await bench.AskAsync(caller with { Context = new("case", Guid.Parse(id)) }, $$"""
            { card(child: "{{child}}") { child { id name narrowingStatus }
              history { case version kind at by decision result closedBecause nextReviewOn reason goal note outcome }
              measures { number kind institution staff reviewOn text } cases { state decision worker openedAt decidedAt nextReviewOn closedAt } siblings { id } } }
            """);
        graph["errors"].ShouldBeNull(graph.ToJsonString());
        var card = graph["data"]!["card"]!;
        card["child"]!["name"]!.GetValue<string>().ShouldBe(rest["name"]!.GetValue<string>());
        foreach (var part in new[] { "history", "measures", "cases" })
            JsonNode.DeepEquals(card[part], rest[part]).ShouldBeTrue($"{part}: {card[part]?.ToJsonString()} but {rest[part]?.ToJsonString()}");
    }

    /// <summary>Whoever counts cases is not told who works on them, at neither door.</summary>
    private async Task NoStaffAsync(JsonArray listed)
    {
        string[] staff = ["worker", "institution", "openedBy", "proposedBy", "decidedBy"];
        foreach (var member in staff)
            listed.ShouldAllBe(c => c![member] == null || c[member]!.GetValue<string>() == "", member);
        await using var bench = city.OpenGraph();
        var steward = await bench.CallerAsync("steward", "steering", null);
        var text = (await bench.AskAsync(steward, $$"""
            { cases { nodes { id {{string.Join(' ', staff)}} } } reviewsDue { nodes { id {{string.Join(' ', staff)}} } }
              conferences { id institution chair participants } handOvers { handOver { to handedBy receivedBy } } }
            """)).ToJsonString();
        foreach (var person in new[] { "test-narrower", Second, $"\"{ScreenedCity.School}\"" })
            text.ShouldNotContain(person);
    }

    /// <summary>What the plan gives to the school is shown to it by a share, at both doors alike, and without one not at all.</summary>
    private async Task MeasuresAsync(string child)
    {
        const string School = "user-entity/child-support";
        (await city.AskAsync(School, "/v1/measures"))["items"]!.AsArray().ShouldBeEmpty();
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture);
        var share = await city.AskAsync("steward/share-decision", "/v1/shares", status: 201,
            body: $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":false,"measures":true,"reason":"見守り","until":"{{until}}"}""");
        share["measures"]!.GetValue<bool>().ShouldBeTrue();

        var shown = (await city.AskAsync(School, "/v1/measures"))["items"]!.AsArray();

        shown.ShouldHaveSingleItem()!["text"]!.GetValue<string>().ShouldBe("声をかける");
        await using var bench = city.OpenGraph();
        var caller = await bench.CallerAsync("user-entity", "child-support", null);
        var graph = await bench.AskAsync(caller, "{ measures { id name kana grade class kind text reviewOn } }");
        JsonNode.DeepEquals(graph["data"]!["measures"], shown).ShouldBeTrue(graph.ToJsonString());
        await city.AskAsync("steward/share-decision", "/v1/shares/{id}/end", $"/v1/shares/{share["id"]}/end", body: "");
        (await city.AskAsync(School, "/v1/measures"))["items"]!.AsArray().ShouldBeEmpty();
        (await bench.AskAsync(caller, "{ measures { id } }"))["data"]!["measures"]!.AsArray().ShouldBeEmpty();
    }

    private async Task SameInGraphAsync(string id, JsonNode rest)
    {
        await using var bench = city.OpenGraph();
        var caller = await bench.CallerAsync("narrower", "case-work", null);
        caller = caller with { Identity = caller.Identity with { Person = "test-narrower" }, Context = new("case", Guid.Parse(id)) };
        var graph = await bench.AskAsync(caller, $$"""
            { case(id: "{{id}}") { id childId child { id name } run state class proposedClass proposedBy worker institution openedAt openedBy decidedAt decidedBy supportedAt
              nextReviewOn outcome closedAt version measures { number kind institution staff reviewOn text }
              history { version kind at by class outcome cause on nextReviewOn conference toKind to texts { item text } }
              handOvers { id cause state } earlier { id } } }
            """);
        graph["errors"].ShouldBeNull(graph.ToJsonString());
        var shown = graph["data"]!["case"]!;
        shown["child"]!["name"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        foreach (var part in new[] { "id", "run", "state", "class", "worker", "institution", "openedAt", "decidedAt", "supportedAt", "nextReviewOn", "outcome", "version", "measures", "history" })
            JsonNode.DeepEquals(shown[part], rest[part]).ShouldBeTrue($"{part}: {shown[part]?.ToJsonString()} but {rest[part]?.ToJsonString()}");
        shown["childId"]!.GetValue<string>().ShouldBe(rest["child"]!.GetValue<string>());
        var stale = await bench.AskAsync(caller, $$"""mutation { addCaseNote(input: {id: "{{id}}", version: 1, text: "x"}) { case { id } errors { __typename ... on ConflictError { code version } } } }""");
        stale["data"]!["addCaseNote"]!["errors"]![0]!.ToJsonString().ShouldBe("""{"__typename":"ConflictError","code":"conflict","version":6}""");
    }

    private async Task<JsonNode> DoAsync(string who, string id, string command, string body) =>
        await city.AskAsync(who, $"/v1/cases/{{id}}/{command}", $"/v1/cases/{id}/{command}", body: body);

    private async Task<string> FailAsync(string who, string id, string command, int status, string body) =>
        (await city.AskAsync(who, $"/v1/cases/{{id}}/{command}", $"/v1/cases/{id}/{command}", status, body))["code"]!.GetValue<string>();
}
