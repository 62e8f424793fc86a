using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class BatchTests
{
    private const string Sdl = """
        type Query { nodes(first: Int = 3): [Node!]! node: Node }
        interface Named { name: String }
        type Node { id: Int! children(first: Int): [Node!]! name: String must: Int! tagged(tag: String = "x"): String kin: [Named] }
        type Cat implements Named { name: String cat: Int }
        type Dog implements Named { name: String dog: Int }
        """;

    private readonly List<string> calls = [];

    [Fact]
    public async Task A_batch_is_called_once_per_place_with_all_parents_of_its_level()
    {
        var answer = await Engine.RunAsync(Schema(), "{ nodes { children(first: 2) { children(first: 4) { id name } a: name b: name } } node { children { id } } }");

        answer["errors"].ShouldBeNull();
        calls.ShouldBe([
            "nodes:1", "node:1",
            "nodes.children:3", "node.children:1",
            "nodes.children.children:6", "nodes.children.a:6", "nodes.children.b:6", "node.children.id:1",
            "nodes.children.children.id:24", "nodes.children.children.name:24",
        ], ignoreOrder: true);
        calls.Index().Last(c => c.Item is "nodes.children:3" or "node.children:1").Index.ShouldBeLessThan(calls.IndexOf("nodes.children.children:6"));
    }

    [Fact]
    public async Task Abstract_types_are_batched_by_object_type()
    {
        var answer = await Engine.RunAsync(Schema(), "{ node { kin { name ...on Cat { cat } } } }");

        Engine.Data(answer).ShouldBe("""{"node":{"kin":[{"name":"c0","cat":0},{"name":"d1"},{"name":"c2","cat":2}]}}""");
        calls.ShouldBe(["node:1", "node.kin:1", "node.kin.name:2", "node.kin.name:1"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_is_asked_for_no_parents()
    {
        Engine.Data(await Engine.RunAsync(Schema(), "{ nodes(first: 0) { name children { id } } }")).ShouldBe("""{"nodes":[]}""");

        calls.ShouldBe(["nodes:1"]);
    }

    [Theory]
    [InlineData("{ node { tagged } }", "{}", "x")]
    [InlineData("""{ node { tagged(tag: "y") } }""", "{}", "y")]
    [InlineData("query($t: String) { node { tagged(tag: $t) } }", """{"t": "z"}""", "z")]
    [InlineData("query($t: String) { node { tagged(tag: $t) } }", "{}", "x")]
    [InlineData("""query($t: String = "q") { node { tagged(tag: $t) } }""", "{}", "q")]
    [InlineData("query($t: String) { node { tagged(tag: $t) } }", """{"t": null}""", null)]
    public async Task Arguments_come_from_the_document_the_variables_or_the_defaults(string document, string variables, string? tag)
    {
        var answer = await Engine.RunAsync(Schema(), document, variables);

        answer["data"]!["node"]!["tagged"]?.GetValue<string>().ShouldBe(tag);
        calls.ShouldContain($"tag={tag ?? "null"}");
    }

    [Fact]
    public async Task Failed_positions_are_null_and_have_an_error_each()
    {
        var schema = Schema(must: batch =>
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (i == 1)
                    batch.Fail(i, "not this one", "odd");
                else
                    batch.Set(i, i);
            }
        });

        var answer = await Engine.RunAsync(schema, "{ nodes { id } node { children { must } } }");
        Engine.Data(answer).ShouldBe("""{"nodes":[{"id":0},{"id":1},{"id":2}],"node":{"children":[{"must":0}]}}""");

        answer = await Engine.RunAsync(schema, "{ node { children(first: 2) { must } } }");
        Engine.Data(answer).ShouldBe("""{"node":null}""");
        Engine.Paths(answer).ShouldBe(["node.children.1.must"]);
        answer["errors"]![0]!["message"]!.GetValue<string>().ShouldBe("not this one");
        answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("odd");
    }

    [Fact]
    public async Task A_field_exception_fails_all_positions()
    {
        var schema = Schema(must: _ => throw new GraphQLFieldException("no", "refused"));

        var answer = await Engine.RunAsync(schema, "{ nodes { children { id } } node { children { must } } }");

        Engine.Paths(answer).ShouldBe(["node.children.0.must"]);
        answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("refused");
    }

    [Fact]
    public async Task Any_other_exception_reaches_the_host()
    {
        var schema = Schema(must: _ => throw new TimeoutException("private"));

        await Should.ThrowAsync<TimeoutException>(() => Engine.RunAsync(schema, "{ node { children { must } } }"));
    }

    [Fact]
    public async Task A_batch_that_ended_takes_no_more_values()
    {
        FieldBatch? kept = null;
        await Engine.RunAsync(Schema(must: batch => (kept = batch).Set(0, 1)), "{ node { children { must } } }");

        Should.Throw<InvalidOperationException>(() => kept!.Set(0, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => kept!.Set(1, 2));
    }

    [Fact]
    public async Task A_resolver_sees_what_is_asked_below_and_with_which_arguments()
    {
        var seen = "";
        var map = new ResolverMap()
            .Bind("Query.node", FieldResolver.Batch((batch, _) =>
            {
                var children = batch.Selection.Children().Single(f => f.Field.Name == "children");
                seen = $"{children.Path}: {string.Join(' ', children.Children((ObjectType)children.Field.Type.Named).Select(f => f.ResponseKey))} {batch.ArgumentsOf(children)!["first"]}";
                batch.Set(0, new Item(0));
                return ValueTask.CompletedTask;
            }));

        await Engine.RunAsync(
            Schema(map), "query($n: Int, $no: Boolean!) { node { ...F @skip(if: false) x: children(first: $n) { id } } } fragment F on Node { x: children(first: $n) { name @include(if: $no) y: name } }",
            """{"n": 4, "no": false}""");

        seen.ShouldBe("node.x: y id 4");
    }

    [Fact]
    public async Task Cancellation_stops_before_the_next_resolver()
    {
        using var stop = new CancellationTokenSource();
        var schema = Schema(must: _ => stop.Cancel());
        var operation = Engine.Prepare(schema, "{ node { children { must children { id } } } }");
        using var json = new System.Text.Json.Utf8JsonWriter(new System.Buffers.ArrayBufferWriter<byte>());

        await Should.ThrowAsync<OperationCanceledException>(async () => await Executor.ExecuteAsync(operation, default, null, null, json, null, stop.Token));
        calls.ShouldBe(["node:1", "node.children:1"]);
    }

    private ExecutableSchema Schema(ResolverMap? map = null, Action<FieldBatch>? must = null)
    {
        map ??= new ResolverMap().Bind("Query.node", Batch(_ => new Item(0)));
        return Engine.Bind(Sdl, map
            .Bind("Query.nodes", Batch(batch => Items(batch.Arguments["first"])))
            .Bind("Node.id", Batch((batch, i) => batch.Parent<Item>(i).Number))
            .Bind("Node.children", Batch(batch => Items(batch.Arguments["first"])))
            .Bind("Node.name", Batch((batch, i) => $"n{batch.Parent<Item>(i).Number}"))
            .Bind("Node.must", FieldResolver.Batch((batch, _) =>
            {
                must?.Invoke(batch);
                return ValueTask.CompletedTask;
            }))
            .Bind("Node.tagged", Batch(batch =>
            {
                calls.Add($"tag={batch.Arguments["tag"] ?? "null"}");
                return batch.Arguments["tag"];
            }))
            .Bind("Node.kin", Batch(_ => new[] { "c0", "d1", "c2" }))
            .Bind("Cat.name", Batch((batch, i) => batch.Parents[i]))
            .Bind("Cat.cat", FieldResolver.Value<string>(s => s[1] - '0'))
            .Bind("Dog.name", Batch((batch, i) => batch.Parents[i]))
            .Bind("Dog.dog", FieldResolver.Value<string>(s => s[1] - '0'))
            .BindType("Named", value => ((string)value)[0] == 'c' ? "Cat" : "Dog"));
    }

    private static Item[] Items(object? count) => [.. Enumerable.Range(0, (int?)count ?? 1).Select(i => new Item(i))];

    private FieldResolver Batch(Func<FieldBatch, object?> value) => Batch((batch, _) => value(batch));

    private FieldResolver Batch(Func<FieldBatch, int, object?> value) => FieldResolver.Batch(async (batch, ct) =>
    {
        calls.Add($"{batch.Selection.Path}:{batch.Count}");
        await Task.Yield();
        for (var i = 0; i < batch.Count; i++)
            batch.Set(i, value(batch, i));
    });

    private sealed record Item(int Number);
}
