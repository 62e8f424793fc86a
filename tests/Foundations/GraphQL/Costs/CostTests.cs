using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Tests.Foundations.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Costs;

public sealed class CostTests
{
    private const string Sdl = """
        directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION | SCALAR | ENUM
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        type Query {
          child: Child
          list(first: Int): [Child!]!
          half(first: Int = 5, last: Int): [Child!]!
          open: [Child]
          tens: [Child] @listSize(assumedSize: 100)
          pages(limit: Int!): [Child] @listSize(slicingArguments: ["limit"])
          children(first: Int, after: String): Connection
          dear(hard: Int @cost(weight: "7"), soft: Int): Child @cost(weight: "3.5")
          thing: Thing
          grid: [[Child]]
        }
        type Connection { totalCount: Int nodes: [Child!] edges: [Edge!] others: [Child] }
        type Edge { cursor: String node: Child }
        type Child { id: ID! name: String friend: Child score: Int @cost(weight: "2") }
        type Gold @cost(weight: "10") { name: String gold: Gold }
        union Thing = Child | Gold
        """;

    private static readonly Lazy<ExecutableSchema> Schema = new(() => Engine.OverJson(Sdl));

    /// <summary>Document, field cost, type cost.</summary>
    public static TheoryData<string, double, double> Documents => new()
    {
        { "{ __typename }", 0, 1 },
        { "{ child { id name } }", 1, 2 },
        { "{ child { friend { friend { id } } } }", 3, 4 },
        { "{ list(first: 50) { id } }", 1, 51 },
        { "{ list { id } }", 1, 11 },
        { "{ list(first: 50) { friend { id } } }", 51, 101 },
        { "{ list(first: 50) { score } }", 101, 51 },
        { "{ open { id } }", 1, 11 },
        { "{ tens { id } }", 1, 101 },
        { "{ half { id } }", 1, 6 },
        { "{ half(last: 30) { id } }", 1, 31 },
        { "{ pages(limit: 20) { id } }", 1, 21 },
        { "{ children(first: 20) { totalCount nodes { id } } }", 2, 22 },
        { "{ children(first: 20) { edges { node { friend { id } } } } }", 42, 62 },
        { "{ children(first: 20) { others { id } } }", 2, 12 },
        { "{ children(first: 5) { nodes { id } } children(first: 5) { nodes { name } } }", 2, 7 },
        { "{ a: children(first: 5) { nodes { id } } b: children(first: 6) { nodes { id } } }", 4, 14 },
        { "{ dear { id } }", 3.5, 2 },
        { "{ dear(hard: 1, soft: 2) { id } }", 10.5, 2 },
        { "{ thing { __typename } }", 1, 11 },
        { "{ thing { ...on Child { friend { friend { id } } } ...on Gold { gold { name } } } }", 3, 21 },
        { "{ grid { id } }", 1, 101 },
        { "{ list(first: -5) { friend { id } } }", 1, 1 },
        { "{ child @skip(if: true) { friend { id } } __typename }", 0, 1 },
        { "{ __schema { types { fields { type { name } } } } }", 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_cost_is_known_before_a_document_runs(string document, double fieldCost, double typeCost)
    {
        var cost = Engine.Prepare(Schema.Value, document).Cost;

        cost.FieldCost.ShouldBe(fieldCost);
        cost.TypeCost.ShouldBe(typeCost);
    }

    [Theory]
    [InlineData("{ child { friend { id } } }", 3, 3, 0)]
    [InlineData("{ a: child { b: friend { id } } __typename }", 3, 4, 2)]
    [InlineData("{ child { ...F } a: child { ...F } } fragment F on Child { x: id friend { id } }", 3, 8, 3)]
    [InlineData("{ child { id ...F } } fragment F on Child { id name }", 2, 3, 0)]
    [InlineData("{ __schema { types { name } } }", 0, 3, 0)]
    public void Depth_fields_and_aliases_are_counted_once_per_place(string document, int depth, int fields, int aliases)
    {
        var cost = Engine.Prepare(Schema.Value, document).Cost;

        (cost.Depth, cost.Fields, cost.Aliases).ShouldBe((depth, fields, aliases));
    }

    [Theory]
    [InlineData("{}", 11)]
    [InlineData("""{"n": 30}""", 31)]
    [InlineData("""{"n": null}""", 11)]
    public async Task Sizes_may_come_from_the_variables_of_the_request(string variables, double typeCost)
    {
        var operation = Engine.Prepare(Schema.Value, "query($n: Int) { list(first: $n) { id } }", costs: new CostLimits());
        using var data = System.Text.Json.JsonDocument.Parse("""{"list": []}""");

        var (answer, summary) = await Engine.RunAsync(operation, variables, data.RootElement);

        summary.Cost!.TypeCost.ShouldBe(typeCost);
        answer["extensions"]!.ToJsonString().ShouldBe($$$"""{"cost":{"fieldCost":1,"typeCost":{{{typeCost}}}}}""");
    }

    /// <summary>Limits, document, name of the number that passes its limit.</summary>
    public static TheoryData<CostLimits, string, string> Refused => new()
    {
        { new CostLimits(MaxTypeCost: 100), "{ list(first: 100) { id } }", "maxTypeCost" },
        { new CostLimits(MaxFieldCost: 100), "{ list(first: 100) { friend { id } } }", "maxFieldCost" },
        { new CostLimits(MaxDepth: 2), "{ child { friend { id } } }", "maxDepth" },
        { new CostLimits(MaxAliases: 2), "{ a: child { id } b: child { x: id } }", "maxAliases" },
        { new CostLimits(MaxFields: 2), "{ child { id name } }", "maxFields" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_cost_beyond_a_limit_refuses_the_request(CostLimits limits, string document, string number)
    {
        var operation = Engine.Prepare(Schema.Value, document, costs: limits);

        var (answer, summary) = await Engine.RunAsync(operation);

        summary.RequestErrors.ShouldBeTrue();
        answer.ContainsKey("data").ShouldBeFalse();
        var extensions = answer["errors"]!.AsArray().Single()!["extensions"]!.AsObject();
        extensions["code"]!.GetValue<string>().ShouldBe("HC0047");
        extensions.ContainsKey(number).ShouldBeTrue();
        answer["extensions"]!["cost"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_runs_of_what_is_refused()
    {
        var schema = Engine.Bind("type Query { x(first: Int): [Y] } type Y { z: Int }", new ResolverMap()
            .Bind("Query.x", FieldResolver.Batch((_, _) => throw new TimeoutException())).Bind("Y.z", FieldResolver.Value<object?>(_ => null)));

        (await Engine.RunAsync(schema, "{ x(first: 101) { z } }", costs: new CostLimits(MaxTypeCost: 101))).ContainsKey("data").ShouldBeFalse();
        await Should.ThrowAsync<TimeoutException>(() => Engine.RunAsync(schema, "{ x(first: 100) { z } }", costs: new CostLimits(MaxTypeCost: 101)));
    }

    [Fact]
    public void The_query_that_tools_ask_for_a_schema_is_within_the_default_limits()
    {
        var cost = Engine.Prepare(Schema.Value, StandardIntrospection.Query).Cost;

        CostLimits.Default.MaxFields.ShouldBeGreaterThan((int)cost.Fields);
        (cost.FieldCost, cost.TypeCost, cost.Depth).ShouldBe((0, 1, 0));
    }

    /// <summary>Documents of exponential size when fragments are written out.</summary>
    public static TheoryData<string> Bombs => new()
    {
        string.Concat(Enumerable.Range(0, 60).Select(i => $"fragment F{i} on Child {{ a: friend {{ ...F{i + 1} }} b: friend {{ ...F{i + 1} }} }} ")) + "fragment F60 on Child { id } { child { ...F0 } }",
        string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"fragment L{i} on Child {{ a: friend {{ ...L{i + 1} }} b: friend {{ ...L{i + 1} ...K{i} }} }} fragment K{i} on Child {{ a: friend {{ id k{i}: id ...K{i} }} b: friend {{ id }} }} "
                .Replace($"...K{i} }} b: friend {{ id", "} b: friend { id", StringComparison.Ordinal))) + "fragment L40 on Child { id } { child { ...L0 } }",
        "{ " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}: child {{ id }} ")) + "}",
        string.Concat(Enumerable.Range(0, 3_000).Select(i => $"fragment F{i} on Child {{ friend {{ ...F{i + 1} }} }} ")) + "fragment F3000 on Child { id } { child { ...F0 } }",
        string.Concat(Enumerable.Range(0, 3_000).Select(i => $"fragment F{i} on Child {{ ...F{i + 1} }} ")) + "fragment F3000 on Child { x: id } { child { ...F0 } }",
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Bombs_are_refused_or_answered_at_once(string document)
    {
        var clock = Stopwatch.StartNew();
        var prepared = PreparedDocument.Of(Schema.Value, Encoding.UTF8.GetBytes(document));
        if (prepared.Errors.Count == 0)
        {
            var (answer, _) = await Engine.RunAsync(prepared.Operations[0], root: System.Text.Json.JsonDocument.Parse("""{"child": {"id": 1}}""").RootElement);
            if (answer["errors"] is JsonArray errors)
                errors.ShouldAllBe(e => e!["extensions"]!["code"]!.GetValue<string>() == "HC0047");
            else
                answer["data"]!.ToJsonString().ShouldBe("""{"child":{"x":"1"}}""");
        }

        // They take less than a fifth of a second each; the rest is for machines that do much else.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_complex_to_be_counted_says_so_and_nothing_else(bool isDeep)
    {
        foreach (var limits in (CostLimits[])[CostLimits.None, new CostLimits()])
        {
            var operation = Engine.Prepare(Schema.Value, isDeep ? Chain(510) : Different(), costs: limits);

            var (answer, _) = await Engine.RunAsync(operation);

            operation.Cost.IsTooComplex.ShouldBeTrue();
            var error = answer["errors"]!.AsArray().Single()!;
            error["message"]!.GetValue<string>().ShouldContain("too complex");
            error["extensions"]!.ToJsonString().ShouldBe("""{"code":"HC0047"}""");
            answer.ContainsKey("extensions").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Without_limits_nothing_that_can_be_counted_is_refused()
    {
        // A hundred doublings: 2^100 response keys in an answer that ends at the first null.
        var document = string.Concat(Enumerable.Range(0, 100).Select(i => $"fragment F{i} on Child {{ a: friend {{ ...F{i + 1} }} b: friend {{ ...F{i + 1} }} }} ")) + "fragment F100 on Child { id } { child { ...F0 } }";
        var operation = Engine.Prepare(Schema.Value, document, costs: CostLimits.None);
        using var root = System.Text.Json.JsonDocument.Parse("""{"child": null}""");

        var (answer, _) = await Engine.RunAsync(operation, root: root.RootElement);

        operation.Cost.Fields.ShouldBeGreaterThan(int.MaxValue);
        answer.ToJsonString().ShouldBe("""{"data":{"child":null}}""");
    }

    private static string Chain(int levels) =>
        string.Concat(Enumerable.Range(0, levels).Select(i => $"fragment F{i} on Child {{ friend {{ ...F{i + 1} }} }} ")) + $"fragment F{levels} on Child {{ id }} {{ child {{ ...F0 }} }}";

    /// <summary>Doublings with a chain beside each, so that every path asks for another set of fields.</summary>
    private static string Different()
    {
        const int Levels = 18;
        return string.Concat(Enumerable.Range(0, Levels).Select(i =>
            $"fragment F{i} on Child {{ a: friend {{ ...F{i + 1} ...E{i}_{i + 1} }} b: friend {{ ...F{i + 1} }} }} "
            + string.Concat(Enumerable.Range(i + 1, Levels - i).Select(k =>
                k == Levels ? $"fragment E{i}_{k} on Child {{ id }} " : $"fragment E{i}_{k} on Child {{ a: friend {{ ...E{i}_{k + 1} }} b: friend {{ ...E{i}_{k + 1} }} }} "))))
            + $"fragment F{Levels} on Child {{ id }} {{ child {{ ...F0 }} }}";
    }

    [Fact]
    public void Fields_that_a_document_does_not_use_change_nothing()
    {
        var without = Engine.OverJson("type Query { child: Child } type Child { id: ID! friends(first: Int): [Child] }");
        var with = Engine.OverJson("type Query { child: Child secret: Vault all(first: Int): [Vault] } type Child { id: ID! friends(first: Int): [Child] hidden: [Vault] } type Vault { x: Int }");
        const string Document = "{ child { id friends(first: 30) { friends { id } } } }";

        Engine.Prepare(with, Document).Cost.ShouldBe(Engine.Prepare(without, Document).Cost);
    }
}
