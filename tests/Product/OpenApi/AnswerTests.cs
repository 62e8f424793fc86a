namespace ChildLink.Tests.Product.OpenApi;

/// <summary>The door answers what the document says, to every role.</summary>
public sealed class AnswerTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Steward = "steward/steering";
    private const string Sharer = "steward/share-decision";
    private const string Officer = "privacy-officer/audit";
    private const string Pupils = "user-entity/child-support";
    private const string Narrower = "narrower/narrowing";
    private const string Analyst = "analyst/screening";

    [Theory]
    [InlineData(Narrower)]
    [InlineData(Analyst)]
    [InlineData(Sharer)]
    [InlineData(Pupils)]
    public async Task Answers_about_children_are_as_described(string who)
    {
        var list = await city.AskAsync(who, "/v1/children", "/v1/children?size=1&count=true");
        list["items"]!.AsArray().ShouldHaveSingleItem();
        var all = (await city.AskAsync(who, "/v1/children", "/v1/children?fields=id,birthDate,schoolAge,householdSize,address,points"))["items"]!.AsArray();
        all.ShouldNotBeEmpty();
        var child = await city.FirstChildAsync(who);
        foreach (var part in new[] { "", "/result", "/factors" })
            await city.AskAsync(who, "/v1/children/{id}" + part, $"/v1/children/{child}{part}");
        if (who != Pupils)
            (await city.AskAsync(who, "/v1/screening-runs/{id}/candidates", $"/v1/screening-runs/{city.Run}/candidates"))["items"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(Narrower)]
    [InlineData(Pupils)]
    public async Task Searches_and_classes_are_as_described(string who)
    {
        var kana = (await city.AskAsync(who, "/v1/children"))["items"]![0]!["kana"]!.GetValue<string>();
        var found = await city.AskAsync(who, "/v1/children/search", body: $$"""{"kana":{"beginsWith":"{{kana[..1]}}"},"count":true}""");
        found["items"]!.AsArray().ShouldContain(i => i!["kana"]!.GetValue<string>() == kana);
        await city.AskAsync(who, "/v1/children/search", body: """{"kana":{"from":"ア","to":"ン"},"birthDate":{"from":"2000-01-01","to":"2030-01-01"}}""");
        foreach (var bad in new[]
        {
            "{}", """{"kana":{}}""", """{"kana":{"beginsWith":""}}""", """{"kana":{"beginsWith":"ア","from":"ア"}}""", """{"kana":{"from":"オ","to":"ア"}}""",
            """{"kana":null}""", """{"kana":{"beginsWith":"ア"},"birthDate":{"from":"2020-01-02","to":"2020-01-01"}}""", """{"kana":{"beginsWith":"ア"},"size":0}""",
            """{"kana":{"beginsWith":"ア"},"fields":[]}""", """{"kana":{"beginsWith":"ア"},"order":"luck"}""", """{"kana":{"beginsWith":"ア"},"name":"x"}""",
        })
            await city.AskAsync(who, "/v1/children/search", status: 400, body: bad);
        (await city.AskAsync(who, "/v1/classes"))["items"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Households_and_differences_are_as_described()
    {
        var child = await city.FirstChildAsync(Narrower);
        var members = (await city.AskAsync(Narrower, "/v1/children/{id}/household", $"/v1/children/{child}/household"))["members"]!.AsArray();
        members.ShouldNotBeEmpty();
        members.ShouldAllBe(m => m!["name"]!.GetValue<string>().Length > 0);
        await city.AskAsync(Narrower, "/v1/children/{id}/household", $"/v1/children/{Guid.NewGuid()}/household", status: 404);
        await city.AskAsync(Pupils, "/v1/children/{id}/household", $"/v1/children/{child}/household", status: 403);
        foreach (var who in new[] { Narrower, Analyst, Sharer })
        {
            var answer = await city.AskAsync(who, "/v1/screening-runs/{id}/differences", $"/v1/screening-runs/{city.Run}/differences?before={city.EarlierRun}");
            (answer["entered"]!.GetValue<int>(), answer["left"]!.GetValue<int>(), answer["items"]!.AsArray().Count).ShouldBe((0, 0, 0));
        }

        foreach (var query in new[] { "", "?before=x", $"?before={city.Run}", $"?before={city.EarlierRun}&change=up", $"?before={city.EarlierRun}&order=rank" })
            await city.AskAsync(Narrower, "/v1/screening-runs/{id}/differences", $"/v1/screening-runs/{city.Run}/differences{query}", status: 400);
        await city.AskAsync(
            Narrower, "/v1/screening-runs/{id}/differences", $"/v1/screening-runs/{city.EarlierRun}/differences?before={city.Run}", status: 403);
    }

    [Fact]
    public async Task Answers_about_runs_and_deliveries_are_as_described()
    {
        await city.AskAsync(Steward, "/v1/me");
        (await city.AskAsync(Steward, "/v1/screening-runs"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Steward, "/v1/screening-runs/{id}", $"/v1/screening-runs/{city.Run}");
        (await city.AskAsync(Steward, "/v1/provisions"))["items"]!.AsArray().ShouldNotBeEmpty();
        var deliveries = (await city.AskAsync(Steward, "/v1/deliveries"))["items"]!.AsArray();
        var bad = deliveries.First(d => d!["quarantined"]!.GetValue<long>() > 0)!["id"]!.GetValue<string>();
        (await city.AskAsync(Steward, "/v1/deliveries/{id}/findings", $"/v1/deliveries/{bad}/findings"))["items"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(Steward)]
    [InlineData(Analyst)]
    public async Task Answers_about_models_are_as_described(string who)
    {
        var made = await city.AskAsync(who, "/v1/models", status: 201, body: """{"plan":"sado-abuse"}""");
        // Eight children are too few; how many labels are missing is told.
        (made["status"]!.GetValue<string>(), made["missingPositives"]!.GetValue<long>()).ShouldBe(("too-few-labels", 20L));
        made["missingNegatives"]!.GetValue<long>().ShouldBeGreaterThan(390);
        made["lineage"]!["items"]!.AsArray().Single(i => i!["item"]!.GetValue<string>() == "F45")!["finding"]!.GetValue<string>().ShouldBe("leaks");
        (await city.AskAsync(who, "/v1/models/{id}", $"/v1/models/{made["id"]}"))["planHash"]!.GetValue<string>().ShouldBe(made["planHash"]!.GetValue<string>());
        (await city.AskAsync(Officer, "/v1/models"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(who, "/v1/models/{id}", "/v1/models/00000000-0000-0000-0000-000000000001", status: 404);
        await city.AskAsync(who, "/v1/models", status: 400, body: """{"plan":"nobeoka-count"}""");
        await city.AskAsync(who, "/v1/models", status: 400, body: """{"plan":"sado-abuse","until":"2025-13-01"}""");
        await city.AskAsync(who, "/v1/models", status: 400, body: """{"plan":"sado-abuse","until":"0001-01-01"}""");
        await city.AskAsync(who, "/v1/models", status: 409, body: """{"plan":"sado-abuse","until":"1950-04-01"}""");
    }

    [Theory]
    [InlineData(Pupils)]
    [InlineData(Narrower)]
    [InlineData(Officer)]
    [InlineData(Sharer)]
    public async Task Nobody_else_trains_and_schools_and_narrowers_see_no_model(string who)
    {
        (await city.AskAsync(who, "/v1/models", status: 403, body: """{"plan":"sado-abuse"}"""))["code"]!.GetValue<string>().ShouldBe("operation-not-allowed");
        if (who != Officer)
            await city.AskAsync(who, "/v1/models", status: 403);
    }

    [Fact]
    public async Task A_run_that_leaks_its_label_cannot_be_shared()
    {
        var child = await city.FirstChildAsync(Sharer);
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        await city.MarkLeakingAsync(["F45"]);
        try
        {
            var refused = await city.AskAsync(Sharer, "/v1/shares", status: 409, body:
                $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":true,"reason":"test","until":"{{until}}"}""");
            refused["code"]!.GetValue<string>().ShouldBe("run-not-shareable");
            var run = await city.AskAsync(Steward, "/v1/screening-runs/{id}", $"/v1/screening-runs/{city.Run}");
            (run["shareable"]!.GetValue<bool>(), run["leakingItems"]![0]!.GetValue<string>()).ShouldBe((false, "F45"));
        }
        finally
        {
            await city.MarkLeakingAsync([]);
        }
    }

    [Fact]
    public async Task Answers_about_decisions_are_as_described()
    {
        var child = await city.FirstChildAsync(Sharer);
        var until = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");
        var share = $$"""{"child":"{{child}}","institution":"{{ScreenedCity.School}}","points":true,"reason":"test","until":"{{until}}"}""";
        var made = await city.AskAsync(Sharer, "/v1/shares", status: 201, body: share);
        await city.AskAsync(Sharer, "/v1/shares", status: 409, body: share);
        (await city.AskAsync(Sharer, "/v1/shares"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Sharer, "/v1/shares/{id}/end", $"/v1/shares/{made["id"]}/end", body: "");

        var added = await city.AskAsync(Steward, "/v1/assignments", status: 201, body:
            $$"""{"person":"new","role":"analyst","purposes":["screening"],"until":"{{until}}"}""");
        (await city.AskAsync(Steward, "/v1/assignments"))["items"]!.AsArray().ShouldNotBeEmpty();
        await city.AskAsync(Steward, "/v1/assignments/{id}/approve", $"/v1/assignments/{added["id"]}/approve", status: 403, body: "");
        await city.AskAsync("privacy-officer/audit", "/v1/assignments/{id}/approve", $"/v1/assignments/{added["id"]}/approve", body: "");
        await city.AskAsync("privacy-officer/audit", "/v1/assignments/{id}/refuse", $"/v1/assignments/{added["id"]}/refuse", status: 409, body: """{"reason":"late"}""");
        await city.AskAsync(Steward, "/v1/assignments/{id}/end", $"/v1/assignments/{added["id"]}/end", body: "");
        await city.AskAsync(Steward, "/v1/assignments", status: 400, body: """{"person":1}""");

        var mine = await city.AskAsync("analyst/screening", "/v1/conflicts", status: 201, body: """{"residentCode":"9999999999","household":true}""");
        mine["child"].ShouldBeNull();
        (await city.AskAsync("analyst/screening", "/v1/conflicts"))["items"]!.AsArray().Count.ShouldBe(1);
        (await city.AskAsync("user-entity/child-support", "/v1/conflicts"))["items"]!.AsArray().Count.ShouldBe(0);
        (await city.AskAsync(Steward, "/v1/conflicts"))["items"]![0]!["child"].ShouldNotBeNull();
        await city.AskAsync("analyst/screening", "/v1/conflicts", status: 400, body: """{"residentCode":"1","person":"somebody"}""");
        await city.AskAsync("analyst/screening", "/v1/conflicts", status: 400, body: """{"household":true}""");
        await city.AskAsync(Steward, "/v1/conflicts/{id}/end", $"/v1/conflicts/{mine["id"]}/end", body: "");
        await city.AskAsync(Steward, "/v1/conflicts/{id}/end", $"/v1/conflicts/{mine["id"]}/end", status: 404, body: "");
        (await city.AskAsync(Steward, "/v1/status"))["screeningRuns"]!.GetValue<int>().ShouldBeGreaterThan(0);

        var named = await city.FirstChildAsync("narrower/narrowing");
        const string Officer = "privacy-officer/audit";
        await city.AskAsync("narrower/emergency", "/v1/emergencies", status: 404, body: """{"residentCode":"0000009999","reason":"r"}""");
        await city.AskAsync("narrower/emergency", "/v1/emergencies", status: 400, body: """{"reason":"r"}""");
        var open = await city.AskAsync("narrower/emergency", "/v1/emergencies", status: 201, body: $$"""{"child":"{{named}}","reason":"安否の確認"}""");
        open["residents"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldContain(named);
        await city.AskAsync("narrower/emergency", "/v1/emergencies", status: 409, body: $$"""{"child":"{{named}}","reason":"r"}""");
        (await city.AskAsync(Officer, "/v1/emergencies"))["items"]![0]!["reason"]!.GetValue<string>().ShouldBe("安否の確認");
        (await city.SendAsync("narrower/emergency", "/v1/children")).Status.ShouldBe(403);
        (await city.SendAsync("narrower/emergency", "/v1/children/search", """{"kana":{"beginsWith":"ア"}}""")).Status.ShouldBe(403);
        (await city.AskAsync(Steward, "/v1/status"))["openEmergencies"]!.GetValue<int>().ShouldBe(1);
        await city.AskAsync(Officer, "/v1/emergencies/{id}/review", $"/v1/emergencies/{open["id"]}/review", body: """{"verdict":"justified"}""");
        (await city.AskAsync(Officer, "/v1/emergencies/{id}/review", $"/v1/emergencies/{open["id"]}/review", status: 409, body: """{"verdict":"justified"}"""))["code"]!.GetValue<string>().ShouldBe("emergency-reviewed");
        await city.AskAsync("narrower/emergency", "/v1/emergencies/{id}/end", $"/v1/emergencies/{open["id"]}/end", body: "");
        await city.AskAsync("narrower/emergency", "/v1/emergencies/{id}/end", $"/v1/emergencies/{open["id"]}/end", status: 404, body: "");

        const string Rows = """{"rows":[{"action":"add","person":"from-april","role":"analyst","purposes":["screening"],"from":"2090-04-01","until":"2091-03-31"}]}""";
        await city.AskAsync(Steward, "/v1/assignment-batches/preview", body: Rows);
        var batch = await city.AskAsync(Steward, "/v1/assignment-batches", status: 201, body: Rows);
        await city.AskAsync(Steward, "/v1/assignment-batches", status: 400, body: Rows);
        await city.AskAsync(Steward, "/v1/assignment-batches");
        await city.AskAsync(Steward, "/v1/assignment-batches/{id}", $"/v1/assignment-batches/{batch["id"]}");
        await city.AskAsync("privacy-officer/audit", "/v1/assignment-batches/{id}/approve", $"/v1/assignment-batches/{batch["id"]}/approve", body: "");
        await city.AskAsync(Steward, "/v1/assignment-batches/{id}/withdraw", $"/v1/assignment-batches/{batch["id"]}/withdraw", status: 409, body: "");
    }

    [Fact]
    public async Task Answers_about_the_access_log_are_as_described()
    {
        await city.FirstChildAsync(Narrower);
        await city.AskAsync(Narrower, "/v1/access-log", status: 403);

        var entries = (await city.AskAsync(Officer, "/v1/access-log", "/v1/access-log?purpose=narrowing&limit=200"))["items"]!.AsArray();
        entries.ShouldNotBeEmpty();
        var sequence = entries[0]!["sequence"]!.GetValue<long>();
        await city.AskAsync(Officer, "/v1/access-log/{sequence}", $"/v1/access-log/{sequence}?proof=true");
        await city.AskAsync(Officer, "/v1/access-log/{sequence}", "/v1/access-log/999999999", status: 404);
    }

    [Theory]
    [InlineData("", "/v1/children", 401)]
    [InlineData("", "/v1/me", 401)]
    [InlineData(Pupils, "/v1/children?order=points", 403)]
    [InlineData(Pupils, "/v1/children?size=0", 400)]
    [InlineData(Pupils, "/v1/screening-runs", 403)]
    [InlineData(Pupils, "/v1/children/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("analyst/narrowing", "/v1/children", 403)]
    public async Task Problems_are_as_described(string who, string url, int status) =>
        await city.AskAsync(who, url.Contains("0001", StringComparison.Ordinal) ? "/v1/children/{id}" : url.Split('?')[0], url, status);
}
