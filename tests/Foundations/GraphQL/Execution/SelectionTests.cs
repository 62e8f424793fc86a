namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class SelectionTests
{
    private const string Sdl = """
        type Query { pet: Pet pets: [Pet!] thing: Thing node: Node a: Int b: Int me: Query }
        interface Node { id: ID! }
        interface Pet implements Node { id: ID! name: String friend: Pet }
        type Cat implements Pet & Node { id: ID! name: String friend: Pet meows: Boolean }
        type Dog implements Pet & Node { id: ID! name: String friend: Pet barks: Boolean }
        union Thing = Cat | Dog
        """;

    private const string Data = """
        {
          "a": 1, "b": 2, "me": {"a": 3, "b": 4, "me": {"a": 5, "b": 6}},
          "pet": {"__typename": "Cat", "id": 7, "name": "Tama", "meows": true, "friend": {"__typename": "Dog", "id": "8", "name": "Pochi", "barks": false}},
          "thing": {"__typename": "Dog", "id": 9, "name": "Hachi", "barks": true},
          "node": {"__typename": "Cat", "id": "n", "name": "Mike", "meows": false},
          "pets": [{"__typename": "Cat", "id": 1, "name": "A", "meows": true}, {"__typename": "Dog", "id": 2, "name": "B", "barks": true}, {"__typename": "Cat", "id": 3, "name": "C"}]
        }
        """;

    public static TheoryData<string, string> Documents => new()
    {
        { "{ b a }", """{"b":2,"a":1}""" },
        { "{ x: a a y: a }", """{"x":1,"a":1,"y":1}""" },
        { "{ a ...F b } fragment F on Query { b a me { a } }", """{"a":1,"b":2,"me":{"a":3}}""" },
        { "{ me { a } ...F } fragment F on Query { me { b me { a } } }", """{"me":{"a":3,"b":4,"me":{"a":5}}}""" },
        { "{ ...F ...F } fragment F on Query { a }", """{"a":1}""" },
        { "{ a @skip(if: true) b }", """{"b":2}""" },
        { "{ a @include(if: false) b @include(if: true) @skip(if: false) }", """{"b":2}""" },
        { "{ a @skip(if: true) @include(if: true) }", "{}" },
        { "{ ... @skip(if: true) { a } ... @include(if: true) { b } }", """{"b":2}""" },
        { "{ ...F @skip(if: true) ...F } fragment F on Query { a }", """{"a":1}""" },
        { "{ __typename t: __typename }", """{"__typename":"Query","t":"Query"}""" },
        { "{ pet { __typename id name } }", """{"pet":{"__typename":"Cat","id":"7","name":"Tama"}}""" },
        { "{ pet { ...on Cat { meows } ...on Dog { barks } friend { ...on Cat { meows } ...on Dog { barks } } } }", """{"pet":{"meows":true,"friend":{"barks":false}}}""" },
        { "{ pet { ...on Node { id } ...on Pet { friend { ...on Node { id } } } } }", """{"pet":{"id":"7","friend":{"id":"8"}}}""" },
        { "{ thing { __typename ...on Pet { name } ...on Cat { meows } } }", """{"thing":{"__typename":"Dog","name":"Hachi"}}""" },
        { "{ pets { name ...on Cat { meows } id ...on Dog { barks } } }", """{"pets":[{"name":"A","meows":true,"id":"1"},{"name":"B","id":"2","barks":true},{"name":"C","meows":null,"id":"3"}]}""" },
        { "{ pet { friend { name } ...on Cat { friend { id } } } }", """{"pet":{"friend":{"name":"Pochi","id":"8"}}}""" },
        { "{ node { ...on Pet { name } ...on Dog { barks } } }", """{"node":{"name":"Mike"}}""" },
        { "{ pet { ...on Dog { barks } } }", """{"pet":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Answers_follow_the_selection(string document, string data)
    {
        var answer = await Engine.RunAsync(Sdl, Data, document);

        answer["errors"].ShouldBeNull();
        Engine.Data(answer).ShouldBe(data);
    }

    [Theory]
    [InlineData("true", "false", """{"a":1}""")]
    [InlineData("false", "true", """{"b":2}""")]
    [InlineData("true", "true", """{"a":1,"b":2}""")]
    [InlineData("false", "false", "{}")]
    public async Task Conditions_follow_the_variables_of_each_request_of_one_operation(string a, string b, string data)
    {
        var operation = Engine.Prepare(Engine.OverJson(Sdl), "query($a: Boolean!, $b: Boolean!) { a @include(if: $a) ...F @include(if: $b) } fragment F on Query { b }");
        using var root = System.Text.Json.JsonDocument.Parse(Data);

        // The other values first: a plan made for them must not be taken for these.
        foreach (var other in (string[])["true", "false"])
            await Engine.RunAsync(operation, $$"""{"a": {{other}}, "b": false}""", root.RootElement);
        var (answer, _) = await Engine.RunAsync(operation, $$"""{"a": {{a}}, "b": {{b}}}""", root.RootElement);

        Engine.Data(answer).ShouldBe(data);
        operation.RootFields.Select(f => f.ResponseKey).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task One_operation_runs_for_many_requests_at_once()
    {
        var operation = Engine.Prepare(
            Engine.OverJson(Sdl), "query($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!) { a @include(if: $a) b @include(if: $b) pets { id @skip(if: $c) name } me @include(if: $d) { a } }");
        using var root = System.Text.Json.JsonDocument.Parse(Data);
        string Variables(int i) => $$"""{"a": {{Truth(i, 1)}}, "b": {{Truth(i, 2)}}, "c": {{Truth(i, 4)}}, "d": {{Truth(i, 8)}}}""";
        string Truth(int i, int bit) => (i & bit) != 0 ? "true" : "false";

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(async () => (i, Answer: (await Engine.RunAsync(operation, Variables(i % 16), root.RootElement)).Answer))));

        foreach (var (i, answer) in answers)
        {
            var data = answer["data"]!.AsObject();
            data.Select(p => p.Key).ShouldBe([.. (i & 1) != 0 ? ["a"] : Array.Empty<string>(), .. (i & 2) != 0 ? ["b"] : Array.Empty<string>(), "pets", .. (i & 8) != 0 ? ["me"] : Array.Empty<string>()]);
            data["pets"]![0]!.AsObject().ContainsKey("id").ShouldBe((i & 4) == 0);
        }
    }

    [Fact]
    public async Task Seventy_conditions_are_as_good_as_one()
    {
        var names = Enumerable.Range(0, 70).Select(i => $"v{i}").ToArray();
        var document = $"query({string.Join(' ', names.Select(n => $"${n}: Boolean!"))}) {{ {string.Join(' ', names.Select(n => $"{n}: a @include(if: ${n})"))} }}";
        var variables = "{" + string.Join(',', names.Select((n, i) => $"\"{n}\": {(i is 3 or 69 ? "true" : "false")}")) + "}";

        Engine.Data(await Engine.RunAsync(Sdl, Data, document, variables)).ShouldBe("""{"v3":1,"v69":1}""");
    }

}
