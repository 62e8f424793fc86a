using System.Text;
using System.Text.Json;
using ChildLink.Cli.Commands;

namespace ChildLink.Tests.Product.Commands;

/// <summary><c>childlink graphql validate</c>: one answer line per line, whatever the line is.</summary>
public sealed class GraphQLValidateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("childlink-graphql-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Documents_are_judged_line_by_line_with_their_own_ids()
    {
        var (exit, lines, _) = await RunAsync("type Query { a: Int b(x: Int!): String }", """
            {"id":1,"document":"{ a }"}

            {"id":"two","document":"{ a b }","other":{"ignored":[1]}}
            {"document":"{ a","id":{"n":[3]}}
            """);
        exit.ShouldBe(0);
        lines.ShouldBe(
        [
            """{"id":1,"valid":true,"errors":[]}""",
            """{"id":"two","valid":false,"errors":[{"message":"Argument \"Query.b(x:)\" of type \"Int!\" is required, but it was not provided.","locations":[{"line":1,"column":5}]}]}""",
            """{"id":{"n":[3]},"valid":false,"errors":[{"message":"Syntax Error: Expected Name, found <EOF>.","locations":[{"line":1,"column":4}]}]}""",
        ]);
    }

    [Fact]
    public async Task A_line_may_carry_its_own_schema_or_only_one()
    {
        var (exit, lines, _) = await RunAsync("type Query { a: Int }", """
            {"id":1,"schema":"type Query { own: Int }","document":"{ own }"}
            {"id":2,"schema":"type Query { own: Int }","document":"{ a }"}
            {"id":3,"schema":"type Query { own: Int }"}
            {"id":4,"schema":"type Query { own: Missing }"}
            {"id":5,"schema":"type Query {","document":"{ a }"}
            {"id":6,"document":"{ a }"}
            """);
        exit.ShouldBe(0);
        lines.Select(Valid).ShouldBe([true, false, true, false, false, true]);
        Message(lines[4]).ShouldStartWith("Schema: ");
        var (_, without, _) = await RunAsync(null, """{"id":1,"document":"{ a }"}""");
        Message(without[0]).ShouldContain("no schema");
    }

    [Fact]
    public async Task Lines_that_are_no_tasks_are_answered_too()
    {
        var (exit, lines, _) = await RunAsync("type Query { a: Int }", "nothing\n[1]\n{\"id\":3}\n{\"id\":4,\"document\":7}\n{\"id\":5,\"document\":\"{ a }\"");
        exit.ShouldBe(0);
        lines.Select(Valid).ShouldBe([false, false, false, false, false]);
        lines.Select(Message).ShouldBe(
        [
            "Line 1 is not JSON.", "Line 2 is not a JSON object.", "Line 3 has neither \"document\" nor \"schema\".", "Line 4 has a document that is not a string.", "Line 5 is not JSON.",
        ]);
    }

    [Fact]
    public async Task Lone_surrogates_and_bytes_that_are_not_utf8_are_refused_where_they_stand()
    {
        byte[] lines = [.. """{"id":1,"document":"{ a # \ud83d\ude00 \ud800"}"""u8, (byte)'\n', .. """{"id":2,"document":"{ \u0061 # """u8, 0xFF, .. "\"}\n"u8, .. """{"id":3,"document":"{ a # \ud83d\ude00 é\t\n }"}"""u8];
        var (_, answers, _) = await RunAsync("type Query { a: Int }", lines);
        answers.Select(Valid).ShouldBe([false, false, true]);
        answers.Take(2).Select(Place).ShouldBe([(1, 10), (1, 7)]);
    }

    [Fact]
    public async Task Huge_lines_are_streamed()
    {
        var comment = new string('x', 3_000_000);
        var (_, lines, _) = await RunAsync("type Query { a: Int }", $"{{\"id\":1,\"document\":\"{{ a }} #{comment}\"}}\n{{\"id\":2,\"document\":\"{{ a }}\"}}");
        lines.Select(Valid).ShouldBe([true, true]);
    }

    [Fact]
    public async Task A_member_that_is_null_counts_as_none()
    {
        var (_, lines, _) = await RunAsync("type Query { a: Int }", """
            {"id":1,"schema":null,"document":"{ a }"}
            {"id":2,"document":null,"schema":"type Query { own: Int }"}
            {"id":3,"document":null,"schema":null}
            """);
        lines.Select(Valid).ShouldBe([true, true, false]);
        Message(lines[2]).ShouldBe("Line 3 has neither \"document\" nor \"schema\".");
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, true)]
    [InlineData(998, true)]
    [InlineData(1_001, false)]
    public async Task Members_that_are_ignored_may_be_nested_as_deep_as_elsewhere(int depth, bool isValid)
    {
        var (_, lines, _) = await RunAsync("type Query { a: Int }", $$"""{"variables":{{new string('[', depth)}}{{new string(']', depth)}},"document":"{ a }"}""");
        lines.Select(Valid).ShouldBe([isValid]);
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_lines_is_passed_over()
    {
        var (_, lines, _) = await RunAsync("\uFEFFtype Query { a: Int }", "\uFEFF{\"id\":1,\"document\":\"{ a }\"}\n");
        lines.ShouldBe(["""{"id":1,"valid":true,"errors":[]}"""]);
    }

    [Fact]
    public async Task Strict_runs_fail_on_invalid_documents_only()
    {
        (await RunAsync("type Query { a: Int }", """{"id":1,"document":"{ a }"}""", "--strict")).Exit.ShouldBe(0);
        (await RunAsync("type Query { a: Int }", """{"id":1,"document":"{ b }"}""", "--strict")).Exit.ShouldBe(1);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_and_schemas_that_are_none_end_the_command()
    {
        var (exit, _, error) = await RunAsync("type Query { a: Nothing }", """{"id":1,"document":"{ a }"}""");
        exit.ShouldBe(2);
        error.ShouldContain("invalid-schema");
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await CommandTree.RunAsync(["graphql", "validate", "--documents", Path.Combine(folder, "missing")], _ => null, output, errors, false, TimeProvider.System, TestContext.Current.CancellationToken))
            .ShouldBe(2);
    }

    [Fact]
    public async Task Documents_come_from_standard_input_too()
    {
        using var output = new StringWriter();
        using var input = new StringReader("""{"id":1,"schema":"type Query { a: Int }","document":"{ a }"}""");
        await CommandTree.RunAsync(["graphql", "validate", "--documents", "-"], _ => null, input, output, TextWriter.Null, false, TimeProvider.System, TestContext.Current.CancellationToken);
        output.ToString().ShouldBe("{\"id\":1,\"valid\":true,\"errors\":[]}\n");
    }

    private static bool Valid(string line) => JsonDocument.Parse(line).RootElement.GetProperty("valid").GetBoolean();

    private static string Message(string line) => JsonDocument.Parse(line).RootElement.GetProperty("errors")[0].GetProperty("message").GetString()!;

    private static (int Line, int Column) Place(string line) => JsonDocument.Parse(line).RootElement.GetProperty("errors")[0].GetProperty("locations")[0] is var place
        ? (place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32())
        : default;

    private Task<(int Exit, string[] Lines, string Error)> RunAsync(string? schema, string lines, params string[] more) => RunAsync(schema, Encoding.UTF8.GetBytes(lines), more);

    private async Task<(int Exit, string[] Lines, string Error)> RunAsync(string? schema, byte[] lines, params string[] more)
    {
        var documents = Path.Combine(folder, "documents.jsonl");
        await File.WriteAllBytesAsync(documents, lines, TestContext.Current.CancellationToken);
        List<string> words = ["graphql", "validate", "--documents", documents, .. more];
        if (schema is not null)
        {
            var file = Path.Combine(folder, "schema.graphql");
            await File.WriteAllTextAsync(file, schema, TestContext.Current.CancellationToken);
            words.AddRange(["--schema", file]);
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandTree.RunAsync(words, _ => null, output, error, false, TimeProvider.System, TestContext.Current.CancellationToken);
        return (exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }
}
