using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Tests.Product.Narrowing;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>The whole way over HTTP: rule, list, card, note, sheet, inquiry, the school's answer, share, freeze, figures.</summary>
public sealed class NarrowingLoopTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Narrower = "narrower/narrowing";
    private const string Pupils = "user-entity/child-support";
    private const string Sharer = "steward/share-decision";
    private const string Steward = "steward/steering";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task Candidates_are_narrowed_asked_about_shared_and_frozen()
    {
        await city.MakeCandidatesAsync();
        var pupilsBefore = (await city.SendAsync(Pupils, "/v1/children?count=true")).Answer.ToJsonString();
        var list = $"/v1/screening-runs/{city.Run}/candidates?rule=kaisei&fields=id,narrowingStatus";
        var child = (await city.AskAsync(Narrower, "/v1/screening-runs/{id}/candidates", list))["items"]![0]!["id"]!.GetValue<string>();

        // A sheet goes out and comes back, and once more.
        var (status, sheet, file) = await city.PostFileAsync(Narrower, "/v1/narrowing-sheets", "application/json", """{"format":"xlsx","rule":"kaisei"}"""u8.ToArray());
        (status, sheet is not null).ShouldBe((201, true), Encoding.UTF8.GetString(file));
        var rows = SheetRows.Read(file);
        foreach (var row in rows.Skip(1))
            row[rows[0].IndexOf("状態")] = "照会中";
        var back = SheetRows.ToCsv(rows);
        (await TakeAsync(Narrower, $"/v1/narrowing-sheets/{sheet}/rows", back))["written"]!.GetValue<int>().ShouldBe(rows.Count - 1);
        (await TakeAsync(Narrower, $"/v1/narrowing-sheets/{sheet}/rows", back))["unchanged"]!.GetValue<int>().ShouldBe(rows.Count - 1);
        (await city.PostFileAsync(Narrower, $"/v1/narrowing-sheets/{sheet}/rows", "image/png", back)).Status.ShouldBe(400);
        (await city.PostFileAsync(Narrower, $"/v1/narrowing-sheets/{sheet}/rows", Xlsx, [1, 2, 3, 0])).Status.ShouldBe(400);
        (await city.PostFileAsync(Pupils, $"/v1/narrowing-sheets/{sheet}/rows", "text/csv", back)).Status.ShouldBe(403);
        (await city.AskAsync(Narrower, "/v1/screening-runs/{id}/candidates", $"/v1/screening-runs/{city.Run}/candidates?status=inquiring&count=true"))["page"]!["totalCount"]!
            .GetValue<int>().ShouldBe(rows.Count - 1);

        // The school is asked and answers; it sees no sign of why.
        await city.AskAsync(Narrower, "/v1/inquiry-forms");
        var sent = await city.AskAsync(Narrower, "/v1/inquiries", body: $$"""{"children":["{{child}}"],"form":"school-life"}""");
        var inquiry = sent["items"]![0]!["inquiry"]!.GetValue<string>();
        (await city.AskAsync(Narrower, "/v1/inquiries", body: $$"""{"children":["{{child}}"],"form":"school-life"}"""))["items"]![0]!["code"]!.GetValue<string>().ShouldBe("already-asked");
        var pupil = (await city.AskAsync(Pupils, "/v1/pupil-sheets"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        pupil.ToJsonString().ShouldNotContain(city.Run.ToString("D"));
        (await city.AskAsync(Pupils, "/v1/inquiry-forms"))["items"]![0]!["basis"].ShouldBeNull();
        (await city.SendAsync(Pupils, "/v1/children?count=true")).Answer.ToJsonString().ShouldBe(pupilsBefore);
        var answer = $$"""{"version":1,"answers":[{"question":"attendance","answer":"absent"},{"question":"home","answer":"連絡がつきにくい"}]}""";
        (await city.AskAsync(Pupils, "/v1/pupil-sheets/{id}/answers", $"/v1/pupil-sheets/{inquiry}/answers", body: answer))["state"]!.GetValue<string>().ShouldBe("answered");
        await city.AskAsync(Pupils, "/v1/pupil-sheets/{id}/answers", $"/v1/pupil-sheets/{inquiry}/answers", 409, answer.Replace("absent", "late", StringComparison.Ordinal));
        await city.AskAsync(Pupils, "/v1/pupil-sheets/{id}/answers", $"/v1/pupil-sheets/{Guid.NewGuid()}/answers", 404, answer);
        await city.AskAsync(Pupils, "/v1/pupil-sheets/{id}/answers", $"/v1/pupil-sheets/{inquiry}/answers", 400, """{"version":2,"answers":[]}""");
        (await city.AskAsync(Narrower, "/v1/children/{id}/card", $"/v1/children/{child}/card"))["inquiries"]![0]!["answers"]!.GetValue<string>().ShouldContain("連絡がつきにくい");
        (await city.AskAsync(Narrower, "/v1/inquiries"))["items"]!.AsArray().ShouldHaveSingleItem();
        (await city.PostFileAsync(Pupils, "/v1/pupil-sheet-files", "application/json", """{"form":"school-life","format":"csv"}"""u8.ToArray())).Status.ShouldBe(201);

        // Shared, looked at, stopped: the steward is told who was shown what.
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        await city.AskAsync(Sharer, "/v1/shares", status: 201, body: $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":false,"reason":"見守り","until":"{{until}}"}""");
        (await city.AskAsync(Pupils, "/v1/received-shares"))["items"]![0]!["corrected"]!.GetValue<bool>().ShouldBeFalse();
        await city.AskAsync(Pupils, "/v1/children/{id}/result", $"/v1/children/{child}/result");
        var freeze = $"/v1/screening-runs/{city.Run}/freeze";
        await city.AskAsync(Sharer, "/v1/screening-runs/{id}/freeze", freeze, 404);
        await city.AskAsync(Sharer, "/v1/screening-runs/{id}/freeze", freeze, 400, """{"reason":""}""");
        var frozen = await city.AskAsync(Sharer, "/v1/screening-runs/{id}/freeze", freeze, body: """{"reason":"モデルの誤り"}""");
        var look = frozen["looks"]!.AsArray().ShouldHaveSingleItem()!;
        (look["child"]!.GetValue<string>(), look["actor"]!.GetValue<string>().EndsWith("|test-user-entity", StringComparison.Ordinal), look["times"]!.GetValue<int>() > 0).ShouldBe((child, true, true));
        look["fields"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["result.reasons"], "points were not ticked");
        (await city.AskAsync(Sharer, "/v1/screening-runs/{id}/freeze", freeze))["ended"]!.GetValue<int>().ShouldBe(1);
        (await city.AskAsync(Pupils, "/v1/received-shares"))["items"]!.AsArray().ShouldBeEmpty();
        (await city.SendAsync(Pupils, "/v1/children?count=true")).Answer.ToJsonString().ShouldBe(pupilsBefore);
        (await city.AskAsync(Sharer, "/v1/shares", status: 409, body: $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":true,"reason":"見守り","until":"{{until}}"}"""))["code"]!
            .GetValue<string>().ShouldBe("run-frozen");

        // Figures for the report, at both doors alike.
        var figures = await city.AskAsync(Steward, "/v1/figures", $"/v1/figures?run={city.Run}");
        figures["screened"]!["value"]!.GetValue<int>().ShouldBe(rows.Count - 1);
        await city.AskAsync(Pupils, "/v1/figures", $"/v1/figures?run={city.Run}", 403);
        await city.AskAsync(Steward, "/v1/figures", $"/v1/figures?run={Guid.NewGuid()}", 404);
        await city.AskAsync(Steward, "/v1/figures", $"/v1/figures?run={city.Run}&school=1001", 400);
        const string Cell = "{ value suppressed }";
        var graph = await GraphAsync(Steward, $$"""
            { figures(run: "{{city.Run}}") { run smallestCell population {{Cell}} screened {{Cell}} candidates {{Cell}} narrowed {{Cell}} proceeded {{Cell}} supported {{Cell}}
              watched {{Cell}} minutes {{Cell}} households {{Cell}} newCandidates {{Cell}} formerCandidates {{Cell}} newShares {{Cell}} repeatedShares {{Cell}} minutesPerHousehold
              known { supported {{Cell}} watched {{Cell}} others {{Cell}} } latent { supported {{Cell}} watched {{Cell}} others {{Cell}} }
              bySchool { key screened {{Cell}} candidates {{Cell}} supported {{Cell}} watched {{Cell}} } byAge { key screened {{Cell}} candidates {{Cell}} supported {{Cell}} watched {{Cell}} } } }
            """);
        graph["figures"]!.ToJsonString().ShouldBe(figures.ToJsonString());
        var answers = await GraphAsync(Narrower, "{ inquiries { inquiry state answers basis } inquiryForms { id questions { id kind options { id } } } }");
        answers["inquiries"]![0]!["answers"]!.GetValue<string>().ShouldContain("連絡がつきにくい");
        (await GraphAsync(Pupils, "{ pupilSheets { inquiry state } receivedShares { id } }"))["pupilSheets"]![0]!["state"]!.GetValue<string>().ShouldBe("answered");
        var made = (await GraphAsync(Narrower, "mutation { makeNarrowingSheet(input: {format: CSV}) { sheet { id content rows sha256 } errors { __typename } } }"))["makeNarrowingSheet"]!["sheet"]!;
        var taken = await GraphAsync(
            Narrower, $$"""mutation { takeNarrowingSheet(input: {sheet: "{{made["id"]}}", content: "{{made["content"]}}"}) { report { written unchanged refused missing } errors { __typename } } }""");
        taken["takeNarrowingSheet"]!["report"]!["unchanged"]!.GetValue<int>().ShouldBe(rows.Count - 1);
    }

    private async Task<JsonNode> TakeAsync(string who, string url, byte[] file)
    {
        var (status, _, answer) = await city.PostFileAsync(who, url, "text/csv", file);
        status.ShouldBe(200, Encoding.UTF8.GetString(answer));
        return JsonNode.Parse(answer)!;
    }

    private async Task<JsonNode> GraphAsync(string who, string document)
    {
        var (status, answer) = await city.SendAsync(who, "/graphql", new JsonObject { ["query"] = document }.ToJsonString());
        status.ShouldBe(200, answer.ToJsonString());
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        return answer["data"]!;
    }
}
