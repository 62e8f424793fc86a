using System.Text.Json.Nodes;

namespace ChildLink.Tests.Conformance.Execution;

/// <summary>Asks graphql-js 16 and 17 to execute.</summary>
public static class ReferenceExecutor
{
    /// <summary>Outcomes in the order of the tasks.</summary>
    public static async Task<(Outcome V16, Outcome V17)[]> AskAsync(string[] schemas, IReadOnlyList<ExecutionTask> tasks)
    {
        using var process = NodeTools.Start(await NodeTools.FolderAsync(), "execute.mjs");
        var mistakes = process.StandardError.ReadToEndAsync();
        var writing = WriteAsync(process.StandardInput, schemas, tasks);
        var outcomes = new List<(Outcome, Outcome)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            outcomes.Add((Outcome.Of(answer["v16"]!.AsObject()), Outcome.Of(answer["v17"]!.AsObject())));
        }

        outcomes.Count.ShouldBe(tasks.Count, await mistakes);
        await writing;
        return [.. outcomes];
    }

    private static async Task WriteAsync(StreamWriter input, string[] schemas, IReadOnlyList<ExecutionTask> tasks)
    {
        await using var writer = input;
        await writer.WriteLineAsync(new JsonObject { ["schemas"] = new JsonArray([.. schemas.Select(s => (JsonNode)s)]) }.ToJsonString());
        foreach (var (id, task) in tasks.Index())
        {
            var line = new JsonObject
            {
                ["id"] = id,
                ["schema"] = task.Schema,
                ["document"] = task.Document,
                ["variables"] = task.Variables.DeepClone(),
                ["operationName"] = task.OperationName,
                ["root"] = task.Root.DeepClone(),
            };
            await writer.WriteLineAsync(line.ToJsonString());
        }
    }
}
