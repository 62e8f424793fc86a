using ChildLink.Tests.Foundations.GraphQL.Costs;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class IntrospectionTests
{
    private const string Sdl = """
        "Root" type Query { a(x: In = {n: 2}, old: Int @deprecated(reason: "no")): Thing b: Int! @deprecated(reason: "gone") c: [E!] }
        union Thing = One | Two
        interface Face { id: ID }
        type One implements Face { id: ID }
        type Two implements Face { id: ID }
        input In { n: Int = 1 m: [String!]! = ["x"] }
        input Only @oneOf { a: Int b: Int }
        enum E { X Y @deprecated }
        scalar Url @specifiedBy(url: "https://example.org")
        directive @mark(n: Int!) repeatable on FIELD | FRAGMENT_SPREAD
        """;

    public static TheoryData<string, string> Questions => new()
    {
        { "{ __schema { queryType { name description } mutationType { name } subscriptionType { name } } }", """{"__schema":{"queryType":{"name":"Query","description":"Root"},"mutationType":null,"subscriptionType":null}}""" },
        { """{ __type(name: "Query") { kind fields { name } all: fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }""", """{"__type":{"kind":"OBJECT","fields":[{"name":"a"},{"name":"c"}],"all":[{"name":"a","isDeprecated":false,"deprecationReason":null},{"name":"b","isDeprecated":true,"deprecationReason":"gone"},{"name":"c","isDeprecated":false,"deprecationReason":null}]}}""" },
        { """{ __type(name: "Query") { fields { args { name defaultValue type { name } } } } }""", """{"__type":{"fields":[{"args":[{"name":"x","defaultValue":"{n: 2}","type":{"name":"In"}}]},{"args":[]}]}}""" },
        { """{ __type(name: "Query") { fields { type { kind name ofType { kind name ofType { name } } } } } }""", """{"__type":{"fields":[{"type":{"kind":"UNION","name":"Thing","ofType":null}},{"type":{"kind":"LIST","name":null,"ofType":{"kind":"NON_NULL","name":null,"ofType":{"name":"E"}}}}]}}""" },
        { """{ __type(name: "Face") { kind possibleTypes { name } interfaces { name } } }""", """{"__type":{"kind":"INTERFACE","possibleTypes":[{"name":"One"},{"name":"Two"}],"interfaces":[]}}""" },
        { """{ __type(name: "One") { interfaces { name } possibleTypes { name } inputFields { name } enumValues { name } } }""", """{"__type":{"interfaces":[{"name":"Face"}],"possibleTypes":null,"inputFields":null,"enumValues":null}}""" },
        { """{ __type(name: "E") { enumValues { name } all: enumValues(includeDeprecated: true) { name deprecationReason } } }""", """{"__type":{"enumValues":[{"name":"X"}],"all":[{"name":"X","deprecationReason":null},{"name":"Y","deprecationReason":"No longer supported"}]}}""" },
        { """{ a: __type(name: "Only") { isOneOf } b: __type(name: "In") { isOneOf } c: __type(name: "E") { isOneOf } d: __type(name: "None") { name } }""", """{"a":{"isOneOf":true},"b":{"isOneOf":false},"c":{"isOneOf":null},"d":null}""" },
        { """{ __type(name: "Url") { specifiedByURL } }""", """{"__type":{"specifiedByURL":"https://example.org"}}""" },
        { "{ __schema { __typename types { __typename } } }", "" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_schema_tells_what_it_is(string question, string data)
    {
        var answer = await Engine.RunAsync(Sdl, "{}", question);

        answer["errors"].ShouldBeNull();
        if (data.Length > 0)
            Engine.Data(answer).ShouldBe(data);
        else
            answer["data"]!["__schema"]!["types"]!.AsArray().ShouldAllBe(t => t!["__typename"]!.GetValue<string>() == "__Type");
    }

    [Fact]
    public async Task Directives_tell_their_places_and_arguments()
    {
        var answer = await Engine.RunAsync(Sdl, "{}", "{ __schema { directives { name isRepeatable locations args { name type { kind } } } } }");

        var directives = answer["data"]!["__schema"]!["directives"]!.AsArray();
        directives.Single(d => d!["name"]!.GetValue<string>() == "mark")!.ToJsonString()
            .ShouldBe("""{"name":"mark","isRepeatable":true,"locations":["FIELD","FRAGMENT_SPREAD"],"args":[{"name":"n","type":{"kind":"NON_NULL"}}]}""");
        directives.Select(d => d!["name"]!.GetValue<string>()).ShouldBe(["mark", "skip", "include", "deprecated", "specifiedBy", "oneOf"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_query_of_tools_is_answered_whole()
    {
        var answer = await Engine.RunAsync(Sdl, "{}", StandardIntrospection.Query);

        answer["errors"].ShouldBeNull();
        answer["data"]!["__schema"]!["types"]!.AsArray().Select(t => t!["name"]!.GetValue<string>()).ShouldContain("In");
    }
}
