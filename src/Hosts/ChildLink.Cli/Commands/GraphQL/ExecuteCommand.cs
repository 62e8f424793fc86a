using System.CommandLine;
using System.Text.Json;
using ChildLink.Cli.Commands.Running;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>
/// <c>childlink graphql execute --schema F.graphql --root data.json --documents F.jsonl</c>: one answer line per line, in the same order.
/// Exit codes: 0 every document has its response, 1 a line could not be read, 2 a file cannot be read, or the schema or the data is none.
/// </summary>
internal static class ExecuteCommand
{
    private const string Description = """
        Execute documents over JSON data and print one response per line.

        Each line of the documents file is an object {"id", "document", "variables", "operationName"}, the last two optional; each line of the answer is
        {"id", "result"} with a whole GraphQL response, or {"id", "results": [...]} for a subscription, one response per event.
        A line that cannot be read gives {"line", "error"}, and the command ends with 1; a file that cannot be read, a schema or data that is none ends it with 2.

        The root object of the data serves every operation type. A field is the property of its name; a missing property is null; arguments are ignored.
        "__typename" tells the object type where a field is of an interface or union. {"__error": "message"} in the place of a value is a field that fails.
        The value of a subscription's field is the list of its events.
        """;

    public static Command Create(Workbench bench)
    {
        var schema = new Option<string>("--schema") { Description = "SDL file.", Required = true };
        var root = new Option<string>("--root") { Description = "JSON file with the data.", Required = true };
        var documents = new Option<string>("--documents") { Description = "Lines {\"id\", \"document\", \"variables\", \"operationName\"}; - for standard input.", Required = true };
        var command = new Command("execute", Description) { schema, root, documents };
        command.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetRequiredValue(schema), parse.GetRequiredValue(root), parse.GetRequiredValue(documents), ct)));
        return command;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string schemaFile, string rootFile, string documentsFile, CancellationToken ct)
    {
        var schema = new SchemaShelf().Read(schemaFile);
        using var root = ReadData(rootFile);
        var line = new ExecuteLine(new DocumentCache(ExecutableSchema.Create(schema, JsonResolvers.For(schema)), costs: CostLimits.None), root.RootElement);
        await using var input = JsonLines.Open(documentsFile, bench.Input);
        var lines = new JsonLines(input);
        var exit = Answer.Done;
        while (await lines.ReadAsync(ct))
        {
            var (answer, isRead) = await line.ExecuteAsync(lines.Current, lines.Number, lines.IsTooLong, ct);
            await bench.Terminal.Out.WriteLineAsync(answer.AsMemory(), ct);
            if (!isRead)
                exit = Answer.Failed;
        }

        return Answer.Silent with { Exit = exit };
    }

    private static JsonDocument ReadData(string file)
    {
        var json = GivenFile.Open(file, File.ReadAllBytes);
        try
        {
            var data = JsonDocument.Parse(ByteOrderMark.Skip(json), new JsonDocumentOptions { MaxDepth = JsonLines.MaxDepth });
            return JsonTexts.AreUnicode(data.RootElement) ? data : throw new CommandRefusedException("root-invalid", $"{file}: a text is not Unicode.", Answer.Usage);
        }
        catch (JsonException e)
        {
            throw new CommandRefusedException("root-invalid", $"{file}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: not JSON.", Answer.Usage);
        }
    }
}
