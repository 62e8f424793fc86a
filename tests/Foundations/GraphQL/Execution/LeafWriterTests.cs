using ChildLink.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class LeafWriterTests
{
    private const string Sdl = """
        type Query { rows: [Row!]! dead: Row }
        type Row { a: String b: [Int] must: Int! }
        """;

    [Fact]
    public async Task Leaves_are_written_by_their_resolvers_in_the_order_of_the_answer()
    {
        var written = new List<string>();
        var schema = Engine.Bind(Sdl, Map(written));

        var answer = await Engine.RunAsync(schema, "{ rows { b a } }", state: "s");

        Engine.Data(answer).ShouldBe("""{"rows":[{"b":[1,null],"a":"s1"},{"b":[2,null],"a":"s2"}]}""");
        written.ShouldBe(["b1", "a1", "b2", "a2"]);
    }

    [Fact]
    public async Task Leaves_of_what_becomes_null_are_never_written()
    {
        var written = new List<string>();
        var schema = Engine.Bind(Sdl, Map(written));

        var answer = await Engine.RunAsync(schema, "{ dead { a b must } }", state: "s");

        Engine.Data(answer).ShouldBe("""{"dead":null}""");
        written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resolver_that_writes_nothing_is_a_fault_of_the_host()
    {
        var map = Map([], a: FieldResolver.Leaf<int>((_, _, _) => { }));

        await Should.ThrowAsync<InvalidOperationException>(() => Engine.RunAsync(Engine.Bind(Sdl, map), "{ rows { a } }"));
    }

    private static ResolverMap Map(List<string> written, FieldResolver? a = null) => new ResolverMap()
        .Bind("Query.rows", FieldResolver.Value<object?>(_ => new[] { 1, 2 }))
        .Bind("Query.dead", FieldResolver.Value<object?>(_ => 3))
        .Bind("Row.must", FieldResolver.Value<int>(_ => null))
        .Bind("Row.a", a ?? FieldResolver.Leaf<int>((row, state, json) =>
        {
            written.Add($"a{row}");
            json.WriteStringValue($"{state}{row}");
        }))
        .Bind("Row.b", FieldResolver.Leaf<int>((row, _, json) =>
        {
            written.Add($"b{row}");
            json.WriteStartArray();
            json.WriteNumberValue(row);
            json.WriteNullValue();
            json.WriteEndArray();
        }));
}
