using System.Text.Json.Nodes;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>Both doors give equal answers to everybody: values, what is withheld, codes of refusals.</summary>
public sealed class ParityTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    private static readonly string[] Eyes =
        ["steward/share-decision", "steward/steering", "analyst/screening", "narrower/narrowing", "user-entity/child-support", "privacy-officer/audit"];

    [Fact]
    public async Task Both_doors_answer_alike()
    {
        await using var bench = city.OpenGraph();
        var delivery = (await city.SendAsync("steward/steering", "/v1/deliveries")).Answer["items"]!.AsArray()
            .First(d => d!["quarantined"]!.GetValue<int>() > 0)!["id"]!.GetValue<Guid>();
        var answered = 0;
        foreach (var who in Eyes)
        {
            var (role, purpose) = (who.Split('/')[0], who.Split('/')[1]);
            var caller = await bench.CallerAsync(role, purpose, purpose is "narrowing" or "screening" or "share-decision" ? city.Run : null);
            var (status, list) = await city.SendAsync(who, "/v1/children");
            var child = status == 200 ? list["items"]![0]!["id"]!.GetValue<string>() : Guid.NewGuid().ToString();
            foreach (var question in Question.All(city.Run, city.EarlierRun, child, delivery))
                answered += await CompareAsync(bench, caller, who, question) ? 1 : 0;
        }

        answered.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public async Task A_cursor_of_one_door_goes_on_at_the_other()
    {
        await using var bench = city.OpenGraph();
        var analyst = await bench.CallerAsync("analyst", "screening", city.Run);
        var all = (await city.SendAsync("analyst/screening", "/v1/children?order=-points")).Answer["items"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()).ToList();
        var first = (await city.SendAsync("analyst/screening", "/v1/children?order=-points&size=2")).Answer;
        var found = first["items"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()).ToList();
        var after = first["page"]!["next"]!.GetValue<string>();
        var next = (await bench.AskAsync(
            analyst, "query ($after: String!) { children(first: 2, after: $after, order: [{points: DESC}]) { nodes { id } pageInfo { hasPreviousPage endCursor } } }", new { after }))["data"]!["children"]!;
        next["pageInfo"]!["hasPreviousPage"]!.GetValue<bool>().ShouldBeTrue();
        found.AddRange(next["nodes"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()));
        var last = (await city.SendAsync("analyst/screening", $"/v1/children?order=-points&size=200&cursor={next["pageInfo"]!["endCursor"]!.GetValue<string>()}")).Answer;
        found.AddRange(last["items"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()));
        found.ShouldBe(all);
        all.Count.ShouldBeGreaterThan(4);
    }

    private async Task<bool> CompareAsync(GraphBench bench, ChildLink.Privacy.Access.Caller caller, string who, Question question)
    {
        var about = $"{who} {question.Url}";
        var (status, rest) = await city.SendAsync(who, question.Url, question.Body);
        var graph = await bench.AskAsync(caller, question.Document);
        var root = graph["data"]!.AsObject().Single().Value;
        if (status != 200)
        {
            root.ShouldBeNull(about);
            var code = graph["errors"]?.AsArray().ShouldHaveSingleItem()!["extensions"]!["code"]!.GetValue<string>();
            (code ?? "not-found").ShouldBe(rest["code"]!.GetValue<string>(), about);
            return false;
        }

        graph["errors"].ShouldBeNull($"{about} {graph.ToJsonString()}");
        var (expected, shown) = (Question.OfRest(rest), question.OfGraph(root)!);
        foreach (var (one, other) in Pairs(expected, shown, about))
        {
            foreach (var (name, value) in one)
                JsonNode.DeepEquals(value, other[name]).ShouldBeTrue($"{about} {name}: {value?.ToJsonString()} but {other[name]?.ToJsonString()}");
            other.Select(p => p.Key).Except(one.Select(p => p.Key)).Except(["birthYear", "ageBand"]).ShouldBeEmpty(about);
        }

        CompareExtensions(rest["extensions"], graph["extensions"], about);
        return true;
    }

    private static IEnumerable<(JsonObject, JsonObject)> Pairs(JsonNode expected, JsonNode shown, string about)
    {
        if (expected is not JsonArray list)
            return [(expected.AsObject(), shown.AsObject())];
        shown.AsArray().Count.ShouldBe(list.Count, about);
        return list.Select(e => e!.AsObject()).Zip(shown.AsArray().Select(s => s!.AsObject()));
    }

    private static void CompareExtensions(JsonNode? rest, JsonNode? graph, string about)
    {
        // What REST shows coarsely in another type is a property of its own in the graph.
        string[] split = ["birthDate", "birthYear", "schoolAge", "ageBand"];
        foreach (var part in new[] { "withheld", "coarse" })
        {
            var (expected, told) = (Question.Told(rest, part), Question.Told(graph, part));
            told.Where(t => !split.Contains(t.Split(' ')[0])).ShouldBe(expected.Where(t => !split.Contains(t.Split(' ')[0])), ignoreOrder: true, $"{about} {part}");
        }

        if (rest is not null)
            graph?["partialView"]!.GetValue<bool>().ShouldBeTrue(about);
    }
}
