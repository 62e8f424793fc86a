using System.Text.Json;
using ChildLink.GraphQL.Execution;

namespace ChildLink.Tests.Foundations.GraphQL.Execution;

/// <summary>A condition of <c>@skip</c> or <c>@include</c> may be null when its variable has a default and the request says null. Answers, paths and places are those of graphql-js 16 and 17.</summary>
public sealed class NullConditionTests
{
    private const string Sdl = """
        type Query { b: Int t: T must: T! list: [T!] loose: [T] any: [N] far: Far }
        type Mutation { b: Int }
        type Subscription { b: Int }
        type Far { t: T! }
        interface N { i: Int }
        type T implements N { i: Int t: T }
        type U implements N { i: Int }
        """;

    private const string Data = """
        {"b": 3, "t": {"i": 1}, "must": {"i": 1}, "list": [{"i": 1}, {"i": 2}], "loose": [{"i": 1}, null, {"i": 2}], "far": {"t": {"i": 1}},
         "any": [{"__typename": "U", "i": 1}, {"__typename": "T", "i": 2}]}
        """;

    /// <summary>Selection behind <c>query($x:Boolean=true)</c>, the data, and path and column of each error.</summary>
    public static TheoryData<string, string, string[]> Documents => new()
    {
        { "{b t{i @skip(if:$x)}}", """{"b":3,"t":null}""", ["t 39"] },
        { "{b t{i @include(if:$x)}}", """{"b":3,"t":null}""", ["t 42"] },
        { "{b @skip(if:$x)}", "null", [" 35"] },
        { "{b ...@skip(if:$x){b}}", "null", [" 38"] },
        { "{b t{i t{i @skip(if:$x)}}}", """{"b":3,"t":{"i":1,"t":null}}""", [] },
        { "{b must{i @skip(if:$x)}}", "null", ["must 42"] },
        { "{b far{t{i @skip(if:$x)}}}", """{"b":3,"far":null}""", ["far.t 43"] },
        { "{list{i @skip(if:$x)}}", """{"list":null}""", ["list.0 40"] },
        { "{loose{i @skip(if:$x)}}", """{"loose":[null,null,null]}""", ["loose.0 41", "loose.2 41"] },
        { "{any{i ...on T{i @skip(if:$x)}}}", """{"any":[{"i":1},null]}""", ["any.1 49"] },
        { "{b t{i @skip(if:true) @include(if:$x)}}", """{"b":3,"t":{}}""", [] },
        { "{b t{i @include(if:$x) @skip(if:true)}}", """{"b":3,"t":{}}""", [] },
        { "{b t{i @include(if:false) @skip(if:$x)}}", """{"b":3,"t":null}""", ["t 58"] },
        { "{t{...F ...F@skip(if:$x)}} fragment F on T{i}", """{"t":{"i":1}}""", [] },
        { "{t{...@skip(if:true){i@skip(if:$x)} i}}", """{"t":{"i":1}}""", [] },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Only_what_the_condition_stands_in_fails(string selection, string data, string[] errors)
    {
        var answer = await Engine.RunAsync(Sdl, Data, "query($x:Boolean=true)" + selection, """{"x": null}""");

        Engine.Data(answer).ShouldBe(data);
        answer.ContainsKey("data").ShouldBeTrue();
        (answer["errors"]?.AsArray() ?? []).Select(e => $"{string.Join('.', (e!["path"]?.AsArray() ?? []).Select(p => p!.ToString()))} {e["locations"]![0]!["column"]}").ShouldBe(errors);
    }

    [Fact]
    public async Task Null_true_and_false_are_told_apart_by_one_document()
    {
        var operation = Engine.Prepare(Engine.OverJson(Sdl), "query($x:Boolean=true){t{i @skip(if:$x)}}");
        using var root = JsonDocument.Parse(Data);

        foreach (var (variables, data) in ((string, string)[])[("{}", """{"t":{}}"""), ("""{"x":null}""", """{"t":null}"""), ("""{"x":false}""", """{"t":{"i":1}}"""), ("""{"x":null}""", """{"t":null}""")])
            Engine.Data((await Engine.RunAsync(operation, variables, root.RootElement)).Answer).ShouldBe(data);
    }

    [Fact]
    public async Task The_summary_of_a_lost_root_says_that_data_is_null()
    {
        var operation = Engine.Prepare(Engine.OverJson(Sdl), "mutation($x:Boolean=true){b @skip(if:$x)}");

        var (_, summary) = await Engine.RunAsync(operation, """{"x":null}""");

        (summary.RequestErrors, summary.DataIsNull, summary.ErrorCount).ShouldBe((false, true, 1));
    }

    [Fact]
    public async Task A_resolver_that_writes_its_objects_whole_is_not_asked()
    {
        var schema = Engine.Bind("type Query { a: Int t: T } type T { i: Int t: T }", new ResolverMap()
            .Bind("Query.a", FieldResolver.Value<object?>(_ => 1)).Bind("Query.t", FieldResolver.Subtree<object?>((_, _, _, _) => throw new TimeoutException())).BindWritten("T"));

        var answer = await Engine.RunAsync(schema, "query($x:Boolean=true){a t{t{i @skip(if:$x)}}}", """{"x": null}""");

        Engine.Data(answer).ShouldBe("""{"a":1,"t":null}""");
        Engine.Paths(answer).ShouldBe(["t"]);
    }
}
