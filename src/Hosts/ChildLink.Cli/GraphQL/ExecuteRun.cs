using System.Text.Json;
using ChildLink.Cli.Commands.Running;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;

namespace ChildLink.Cli.GraphQL;

/// <summary>Executes lines of documents.</summary>
internal static class ExecuteRun
{
    public static async Task<Answer> RunAsync(Workbench bench, string schemaFile, string rootFile, string documentsFile, CancellationToken ct)
    {
        var schema = await SchemaFile.ReadAsync(schemaFile, ct);
        using var root = await ReadDataAsync(rootFile, ct);
        var line = new ExecuteLine(new DocumentCache(ExecutableSchema.Create(schema, JsonResolvers.For(schema)), costs: CostLimits.None), root.RootElement);
        using var reader = documentsFile == "-" ? bench.Input : File.OpenText(documentsFile);
        var exit = Answer.Done;
        for (var number = 1; await reader.ReadLineAsync(ct) is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var (answer, isRead) = await line.ExecuteAsync(text, number, ct);
            await bench.Terminal.Out.WriteLineAsync(answer);
            if (!isRead)
                exit = Answer.Failed;
        }

        return Answer.Silent with { Exit = exit };
    }

    private static async Task<JsonDocument> ReadDataAsync(string file, CancellationToken ct)
    {
        try
        {
            var data = JsonDocument.Parse(await File.ReadAllBytesAsync(file, ct), new JsonDocumentOptions { MaxDepth = 1_000 });
            return JsonTexts.AreUnicode(data.RootElement) ? data : throw new CommandRefusedException("root-invalid", $"{file}: a text is not Unicode.");
        }
        catch (JsonException e)
        {
            throw new CommandRefusedException("root-invalid", $"{file}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: not JSON.");
        }
    }
}
