using System.Text.Json.Nodes;
using ChildLink.Oversight.Review;
using ChildLink.Tests.Product.OpenApi;

namespace ChildLink.Tests.Product.GraphQL.Product;

/// <summary>The product's graph over a small town: what is selected, refused, withheld and counted.</summary>
public sealed class GraphTests(ScreenedCity city) : IClassFixture<ScreenedCity>
{
    [Fact]
    public async Task A_list_holds_what_was_selected_under_its_names()
    {
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        var answer = await bench.AskAsync(narrower, """
            query ($n: Int) {
              children(first: $n) {
                totalCount
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                edges { cursor node { ...Who kind: __typename points } }
                nodes { id top: topFactors { code: item label: name { ja __typename } } reasons { category } household { members { name } periods { from } } enrolments { fiscalYear } }
              }
            }
            fragment Who on Child { id name kana }
            """, new { n = 1 });
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        var page = answer["data"]!["children"]!;
        page["totalCount"]!.GetValue<int>().ShouldBe(1);
        page["pageInfo"]!["hasNextPage"]!.GetValue<bool>().ShouldBeFalse();
        page["pageInfo"]!["endCursor"]!.GetValue<string>().ShouldNotBeEmpty();
        var node = page["edges"]!.AsArray().ShouldHaveSingleItem()!["node"]!.AsObject();
        node.Select(p => p.Key).ShouldBe(["id", "name", "kana", "kind", "points"]);
        node["kind"]!.GetValue<string>().ShouldBe("Child");
        node["name"]!.GetValue<string>().ShouldNotBeEmpty();
        var other = page["nodes"]!.AsArray().ShouldHaveSingleItem()!;
        other["id"]!.GetValue<string>().ShouldBe(node["id"]!.GetValue<string>());
        var factor = other["top"]!.AsArray()[0]!.AsObject();
        factor.Select(p => p.Key).ShouldBe(["code", "label"]);
        factor["label"]!["__typename"]!.GetValue<string>().ShouldBe("LocalName");
        other["household"]!["members"]!.AsArray().Count.ShouldBePositive();
    }

    [Fact]
    public async Task What_is_withheld_stands_once_for_each_place_of_the_selection()
    {
        await using var bench = city.OpenGraph();
        var analyst = await bench.CallerAsync("analyst", "screening", city.Run);
        var answer = await bench.AskAsync(analyst, "{ children { nodes { id who: name birthDate birthYear household { members { name } } } edges { node { kana } } } }");
        var extensions = answer["extensions"]!;
        Paths(extensions, "withheld").ShouldBe(
            ["children.nodes.who", "children.nodes.birthDate", "children.nodes.birthYear", "children.edges.node.kana", "children.nodes.household"], ignoreOrder: true, answer.ToJsonString());
        Paths(extensions, "coarse").ShouldContain("children.nodes.id");
        extensions["partialView"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var child in answer["data"]!["children"]!["nodes"]!.AsArray())
        {
            child!["who"].ShouldBeNull();
            child["household"].ShouldBeNull();
            Guid.TryParse(child["id"]!.GetValue<string>(), out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Refusals_bear_the_codes_of_the_other_door()
    {
        await using var bench = city.OpenGraph();
        var analyst = await bench.CallerAsync("analyst", "screening", city.Run);
        (string Document, string Code)[] questions =
        [
            ("{ accessLog { nodes { sequence } } }", "operation-not-allowed"),
            ("{ children(order: [{kana: ASC}]) { nodes { id } } }", "predicate-on-withheld-field"),
            ("{ children(where: {and: [{grade: {eq: \"1\"}}]}) { nodes { id } } }", "predicate-on-withheld-field"),
            ("{ children(first: 201) { nodes { id } } }", "request-malformed"),
            ("{ children(after: \"x\") { nodes { id } } }", "request-malformed"),
            ("{ children(order: [{rank: ASC}, {points: ASC}]) { nodes { id } } }", "request-malformed"),
            ("{ children(where: {grade: {eq: \"1\"}, and: [{grade: {eq: \"2\"}}]}) { nodes { id } } }", "request-malformed"),
            ($"{{ candidates(run: \"{city.EarlierRun}\") {{ nodes {{ id }} }} }}", "context-mismatch"),
        ];
        foreach (var (document, code) in questions)
        {
            var answer = await bench.AskAsync(analyst, document);
            answer["data"]!.AsObject().Single().Value.ShouldBeNull(document);
            CodeOf(answer).ShouldBe(code, document);
        }

        var unbound = await bench.CallerAsync("narrower", "narrowing");
        CodeOf(await bench.AskAsync(unbound, "{ children { nodes { id } } }")).ShouldBe("context-required");
        var elsewhere = await bench.CallerAsync("narrower", "narrowing", Guid.NewGuid());
        CodeOf(await bench.AskAsync(elsewhere, "{ children { nodes { id } } }")).ShouldBe("context-unknown");
    }

    [Theory]
    [InlineData("{ shares { id } }", "refused:operation-not-allowed", "shares=refused:operation-not-allowed")]
    [InlineData("{ shares { id } children(first: 0) { nodes { id } } }", "refused:operation-not-allowed", "shares=refused:operation-not-allowed|children=refused:request-malformed")]
    [InlineData("{ shares { id } provisions { id } child(id: \"x\") { name } }", "released", "shares=refused:operation-not-allowed|provisions=refused:operation-not-allowed")]
    [InlineData("{ me { person } a: shares { id } b: shares { id } }", "released", "shares=refused:operation-not-allowed")]
    public async Task A_request_has_one_entry_whatever_of_it_is_refused(string document, string outcome, string parts)
    {
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        var before = await NewestAsync();
        (await bench.AskAsync(narrower, document))["errors"].ShouldNotBeNull();
        var newest = await NewestAsync();
        newest.Sequence.ShouldBe(before.Sequence + 1);
        newest.Entry.Operation.ShouldBe("POST /graphql");
        newest.Entry.Outcome.ShouldBe(outcome);
        newest.Entry.Fields.Where(f => f.Contains("refused", StringComparison.Ordinal)).ShouldBe(parts.Split('|'), ignoreOrder: true);

        async Task<LoggedEntry> NewestAsync() =>
            (await city.Municipality.LogReader.PageAsync(city.Municipality.Code, new AccessLogQuery { Limit = 1 }, TestContext.Current.CancellationToken))[0];
    }

    [Fact]
    public async Task Every_error_bears_a_code_and_the_id_of_its_request()
    {
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        (string Document, object? Variables, string Code, string Names)[] questions =
        [
            ("query ($n: Int!) { children(first: $n) { nodes { id } } }", new { n = "many" }, "request-malformed", "$n"),
            ("query ($n: Int!) { children(first: $n) { nodes { id } } }", null, "request-malformed", "$n"),
            ("query ($id: UUID!) { screeningRun(id: $id) { id } }", new { id = "nonsense" }, "request-malformed", "$id"),
            ("{ children(first: 0) { nodes { id } } }", null, "request-malformed", "first"),
            ("{ shares { id } }", null, "operation-not-allowed", ""),
        ];
        foreach (var (document, variables, code, names) in questions)
        {
            var answer = await bench.AskAsync(narrower, document, variables);
            CodeOf(answer).ShouldBe(code, document);
            answer["errors"]![0]!["message"]!.GetValue<string>().ShouldContain(names);
            Guid.TryParse(answer["errors"]![0]!["extensions"]!["requestId"]!.GetValue<string>(), out _).ShouldBeTrue(document);
        }
    }

    [Fact]
    public async Task Whoever_is_not_there_is_null_without_an_error()
    {
        await using var bench = city.OpenGraph();
        var narrower = await bench.CallerAsync("narrower", "narrowing", city.Run);
        var answer = await bench.AskAsync(
            narrower, $$"""{ a: child(id: "{{Guid.NewGuid()}}") { name } b: child(id: "nonsense") { name } c: household(child: "{{Guid.NewGuid()}}") { members { name } } d: enrolments(child: "x") { grade } }""");
        answer["errors"].ShouldBeNull();
        answer["data"]!.AsObject().ShouldAllBe(p => p.Value == null);
        Paths(answer["extensions"]!, "withheld").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_withheld_does_not_tell_whether_anybody_was_found()
    {
        await using var bench = city.OpenGraph();
        const string Around = "household { child { kana } members { name relation } periods { from } } enrolments { fiscalYear grade } result { child { enrolments { school } } }";
        foreach (var (role, purpose) in new[] { ("analyst", "screening"), ("user-entity", "child-support"), ("narrower", "narrowing"), ("steward", "share-decision") })
        {
            var caller = await bench.CallerAsync(role, purpose, role == "user-entity" ? null : city.Run);
            var child = (await bench.AskAsync(caller, "{ children { nodes { id } } }"))["data"]!["children"]!["nodes"]![0]!["id"]!.GetValue<string>();
            foreach (var question in new[] { $"child(id: \"@\") {{ id {Around} }}", "household(child: \"@\") { members { name } periods { from } child { name enrolments { grade } } }", "enrolments(child: \"@\") { fiscalYear grade }" })
                (await ToldAsync("{ " + question.Replace("@", child, StringComparison.Ordinal) + " }")).ShouldBe(await ToldAsync("{ " + question.Replace("@", Guid.NewGuid().ToString(), StringComparison.Ordinal) + " }"), $"{role} {question}");
            if (role is "narrower" or "user-entity")
                (await ToldAsync(Search("ア"))).ShouldBe(await ToldAsync(Search("ンンンン")), role);
            if (role == "analyst")
                (await ToldAsync($"{{ child(id: \"x\") {{ {Around} }} }}")).ShouldContain("\"child.household\"");

            string Search(string from) => $"{{ searchChildren(search: {{kana: {{range: {{from: \"{from}\", to: \"ンンンンン\"}}}}}}) {{ nodes {{ name {Around} }} }} }}";

            async Task<string> ToldAsync(string document)
            {
                var extensions = (await bench.AskAsync(caller, document))["extensions"];
                return $"{extensions?["withheld"]?.ToJsonString()} {extensions?["coarse"]?.ToJsonString()}";
            }
        }
    }

    [Fact]
    public async Task Me_tells_what_the_declared_purpose_opens()
    {
        await using var bench = city.OpenGraph();
        var analyst = await bench.CallerAsync("analyst", "screening", city.Run);
        var answer = await bench.AskAsync(analyst, """
            { me { person policy municipality { code synthetic } assignments { role byToken purposes { id contexts } }
                   capability { role purpose operations orders fields { name field disposition conditions rule filterable } } }
              policyDecision(field: "child.name") { field disposition rule conditions } other: policyDecision(field: "no.such") { rule } }
            """);
        answer["errors"].ShouldBeNull(answer.ToJsonString());
        var open = answer["data"]!["me"]!["capability"]!;
        var operations = open["operations"]!.AsArray().Select(o => o!.GetValue<string>()).ToList();
        operations.ShouldContain("children");
        operations.ShouldNotContain("accessLog");
        operations.ShouldNotContain("household");
        var fields = open["fields"]!.AsArray().ToDictionary(f => f!["name"]!.GetValue<string>(), f => f!["disposition"]!.GetValue<string>());
        fields["name"].ShouldBe("WITHHELD");
        fields["id"].ShouldBe("COARSE");
        fields["rank"].ShouldBe("CLEAR");
        open["orders"]!.AsArray().Select(o => o!.GetValue<string>()).ShouldNotContain("kana");
        answer["data"]!["policyDecision"]!["disposition"]!.GetValue<string>().ShouldBe("WITHHELD");
        answer["data"]!["other"]!["rule"]!.GetValue<string>().ShouldBe("not-catalogued");
    }

    private static IEnumerable<string> Paths(JsonNode extensions, string part) => extensions[part]!.AsArray().Select(e => e!["path"]!.GetValue<string>());

    private static string? CodeOf(JsonNode answer) => answer["errors"]?.AsArray().ShouldHaveSingleItem()!["extensions"]!["code"]!.GetValue<string>();
}
