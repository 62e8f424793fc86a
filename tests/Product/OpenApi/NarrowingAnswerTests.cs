using System.Text.Json.Nodes;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>What the doors answer about the narrowing is what the document says, and both doors say the same.</summary>
public sealed class NarrowingAnswerTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private const string Narrower = "narrower/narrowing";
    private const string Pupils = "user-entity/child-support";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_lists_steps_and_cards_are_as_described()
    {
        await city.MakeCandidatesAsync();
        var rules = (await city.AskAsync(Narrower, "/v1/narrowing-rules"))["items"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()).ToList();
        rules.ShouldContain("kaisei");
        var list = $"/v1/screening-runs/{city.Run}/candidates";
        var items = (await city.AskAsync(Narrower, "/v1/screening-runs/{id}/candidates", $"{list}?rule=kaisei&list=newest&status=open&count=true&fields=id,narrowingStatus,narrowingVersion,councilRegistered,support"))["items"]!.AsArray();
        items.ShouldNotBeEmpty();
        var child = items[0]!["id"]!.GetValue<string>();

        var step = $$"""{"status":"proceed","note":"会議で検討","version":0}""";
        var path = $"/v1/children/{child}/narrowing";
        (await city.AskAsync(Narrower, "/v1/children/{id}/narrowing", path, body: step))["version"]!.GetValue<long>().ShouldBe(1);
        (await city.AskAsync(Narrower, "/v1/children/{id}/narrowing", path, body: step))["version"]!.GetValue<long>().ShouldBe(1);
        var conflict = await city.AskAsync(Narrower, "/v1/children/{id}/narrowing", path, 409, step.Replace("proceed", "excluded", StringComparison.Ordinal));
        (conflict["code"]!.GetValue<string>(), conflict["detail"]!.GetValue<string>()).ShouldBe(("conflict", "is 1 now."));
        await city.AskAsync(Narrower, "/v1/children/{id}/narrowing", path, 400, step.Replace("proceed", "done", StringComparison.Ordinal));
        await city.AskAsync(Narrower, "/v1/children/{id}/narrowing", $"/v1/children/{Guid.NewGuid()}/narrowing", 404, step);
        await city.AskAsync(Pupils, "/v1/children/{id}/narrowing", path, 403, step);

        var card = await city.AskAsync(Narrower, "/v1/children/{id}/card", $"/v1/children/{child}/card");
        card["narrowing"]![0]!["note"]!.GetValue<string>().ShouldBe("会議で検討");
        (await city.AskAsync(Narrower, "/v1/screening-runs/{id}/candidates", $"{list}?status=proceed"))["items"]!.AsArray().Single()!["id"]!.GetValue<string>().ShouldBe(child);
        await city.AskAsync(Pupils, "/v1/children/{id}/card", $"/v1/children/{child}/card", 403);
        foreach (var bad in new[] { "rule=none", "list=lowest", "status=done", "rule=sado" })
            await city.AskAsync(Narrower, "/v1/screening-runs/{id}/candidates", $"{list}?{bad}", 400);

        var graph = (await GraphAsync($$"""
            { candidates(run: "{{city.Run}}", rule: "kaisei", status: PROCEED) { totalCount nodes { id narrowingStatus narrowingVersion councilRegistered support } }
              card(child: "{{child}}") {
                child { id name narrowingStatus explanation { factors { item state } } household { members { name } } }
                results { run plan asOf rank points } narrowing { run version status note by at } cases { state decision worker openedAt decidedAt nextReviewOn closedAt }
                council { from until } shares { institution withPoints withMeasures from until } siblings { id name kana birthDate schoolCode grade rank points reasons { category } openCase }
                inquiries { inquiry form institution basis by dueOn state version answeredAt answeredBy late answers } } }
            """))["data"]!;
        graph["candidates"]!["nodes"]![0]!["narrowingStatus"]!.GetValue<string>().ShouldBe("proceed");
        graph["card"]!["narrowing"]!.ToJsonString().ShouldBe(card["narrowing"]!.ToJsonString());
        graph["card"]!["results"]!.ToJsonString().ShouldBe(card["results"]!.ToJsonString());
        var noted = (await GraphAsync($$"""
            mutation { a: noteNarrowing(input: {child: "{{child}}", status: NOT_NOW, version: 1}) { step { version status } errors { __typename } }
                       b: noteNarrowing(input: {child: "{{child}}", status: EXCLUDED, version: 1}) { step { version } errors { __typename ... on ConflictError { version message } } } }
            """))["data"]!;
        noted["a"]!.ToJsonString().ShouldBe("""{"step":{"version":2,"status":"NOT_NOW"},"errors":null}""");
        noted["b"]!.ToJsonString().ShouldBe("""{"step":null,"errors":[{"__typename":"ConflictError","version":2,"message":"Somebody else changed this meanwhile; look at the present version and decide anew. The version is 2 now."}]}""");
    }

    private async Task<JsonNode> GraphAsync(string document)
    {
        var (status, answer) = await city.SendAsync(Narrower, "/graphql", new JsonObject { ["query"] = document }.ToJsonString());
        status.ShouldBe(200, answer.ToJsonString());
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        return answer;
    }
}
