using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class GraphQLExecuteTests
{
    private const string Sdl = """
        type Query { child(id: ID!): Child children: [Child!]! }
        type Mutation { add: Int }
        type Subscription { ticks: Int nothing: Int }
        type Child { id: ID! name: String grade: Int! }
        """;

    private const string Data = """
        {"child": {"id": 1, "name": "花子", "grade": 3}, "children": [{"id": 1, "grade": 1}, {"id": 2}], "add": 5, "ticks": [1, null, {"__error": "gone"}]}
        """;

    /// <summary>A line and the answer's line.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { """{"id":1,"document":"{ child(id: 1) { id name } }"}""", """{"id":1,"result":{"data":{"child":{"id":"1","name":"花子"}}}}""" },
        { """{"id":"a","document":"query A { __typename } query B { child(id: 1) { grade } }","operationName":"B"}""", """{"id":"a","result":{"data":{"child":{"grade":3}}}}""" },
        { """{"id":{"n":1},"document":"query($i: ID!) { child(id: $i) { id } }","variables":{"i":7}}""", """{"id":{"n":1},"result":{"data":{"child":{"id":"1"}}}}""" },
        { """{"document":"mutation { add }","variables":null,"operationName":null}""", """{"id":null,"result":{"data":{"add":5}}}""" },
        {
            """{"id":1,"document":"{ children { grade } }"}""",
            """{"id":1,"result":{"data":null,"errors":[{"message":"Cannot return null for the non-null field \"Child.grade\".","locations":[{"line":1,"column":14}],"path":["children",1,"grade"],"extensions":{"code":"HC0018"}}]}}"""
        },
        {
            """{"id":1,"document":"subscription { ticks }"}""",
            """{"id":1,"results":[{"data":{"ticks":1}},{"data":{"ticks":null}},{"data":{"ticks":null},"errors":[{"message":"gone","locations":[{"line":1,"column":16}],"path":["ticks"]}]}]}"""
        },
        {
            """{"id":1,"document":"subscription { nothing }"}""",
            """{"id":1,"result":{"errors":[{"message":"The data of \"Subscription.nothing\" is no list of events.","locations":[{"line":1,"column":16}],"path":["nothing"]}]}}"""
        },
        { "not json", """{"line":1,"error":"Not JSON."}""" },
        { "[1]", """{"line":1,"error":"Not an object."}""" },
        { """{"id":1}""", """{"line":1,"error":"\"document\" is missing or not a text."}""" },
        { """{"id":1,"document":"{ __typename }","operationName":5}""", """{"line":1,"error":"\"operationName\" is not a text."}""" },
        { """{"id":1,"document":"{ child(id: \"\ud800\") { id } }"}""", """{"line":1,"error":"A text is not Unicode: it holds half of a surrogate pair."}""" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Each_line_gets_its_answer(string line, string answer)
    {
        var (exit, output, _) = await ExecuteAsync(Sdl, Data, line);

        output.ShouldBe(answer + "\n");
        exit.ShouldBe(answer.Contains("\"error\":", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public async Task Byte_order_marks_before_any_of_the_files_are_passed_over()
    {
        var (exit, output, error) = await ExecuteAsync("\uFEFF" + Sdl, "\uFEFF" + Data, "\uFEFF" + """{"id":1,"document":"mutation { add }"}""");

        error.ShouldBeEmpty();
        output.ShouldBe("""{"id":1,"result":{"data":{"add":5}}}""" + "\n");
        exit.ShouldBe(0);
    }

    /// <summary>Documents that are refused before they run.</summary>
    [Theory]
    [InlineData("{ child(id: 1) {")]
    [InlineData("{ unknown }")]
    [InlineData("query A { __typename } query B { __typename }")]
    [InlineData("query($i: ID!) { child(id: $i) { id } }")]
    public async Task A_refused_document_has_errors_and_no_data(string document)
    {
        var line = new JsonObject { ["id"] = 1, ["document"] = document }.ToJsonString();

        var (exit, output, _) = await ExecuteAsync(Sdl, Data, line);

        exit.ShouldBe(0);
        var result = JsonNode.Parse(output)!["result"]!.AsObject();
        result.Select(p => p.Key).ShouldBe(["errors"]);
        result["errors"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("type Query { a: Nothing }", "{}", "invalid-schema", 2)]
    [InlineData(Sdl, "{", "root-invalid", 2)]
    [InlineData(Sdl, """{"a": "\ud800"}""", "root-invalid", 2)]
    public async Task An_unusable_schema_or_root_is_refused_with_its_place(string sdl, string data, string code, int ending)
    {
        var (exit, output, error) = await ExecuteAsync(sdl, data, """{"id":1,"document":"{ __typename }"}""");

        exit.ShouldBe(ending);
        output.ShouldBeEmpty();
        error.ShouldStartWith(code + ": ");
    }

    [Theory]
    [InlineData("s.graphql")]
    [InlineData("root.json")]
    [InlineData("d.jsonl")]
    public async Task A_file_that_is_missing_or_a_folder_is_wrong_usage_whichever_it_is(string file)
    {
        var (exit, output, error) = await ExecuteAsync(Sdl, Data, "{}", folder => File.Delete(Path.Combine(folder, file)));
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain($"{file} cannot be read");

        (exit, _, error) = await ExecuteAsync(Sdl, Data, "{}", folder =>
        {
            File.Delete(Path.Combine(folder, file));
            Directory.CreateDirectory(Path.Combine(folder, file));
        });
        exit.ShouldBe(2);
        error.ShouldContain($"{file} is a folder");
    }

    private static async Task<(int Exit, string Output, string Error)> ExecuteAsync(string sdl, string data, string lines, Action<string>? change = null)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var home = new CommandHome();
        var folder = Directory.CreateTempSubdirectory("childlink-graphql-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "s.graphql"), sdl, ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "root.json"), data, ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "d.jsonl"), lines, ct);
            change?.Invoke(folder);
            var run = await home.RunAsync(
                "graphql", "execute", "--schema", Path.Combine(folder, "s.graphql"), "--root", Path.Combine(folder, "root.json"), "--documents", Path.Combine(folder, "d.jsonl"));
            return (run.Exit, run.Output, run.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
