using System.Text.Json;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>Asks graphql-js 16 and 17 about schemas and inputs.</summary>
internal static class TypeJudge
{
    /// <summary>The verdicts on each task, as <c>types.mjs</c> gives them.</summary>
    /// <param name="tasks">Each an object without an id.</param>
    public static async Task<(JsonElement V16, JsonElement V17)[]> AskAsync(IReadOnlyList<object> tasks)
    {
        using var process = NodeTools.Start(await NodeTools.FolderAsync(), "types.mjs");
        var mistakes = process.StandardError.ReadToEndAsync();
        var writing = WriteAsync(process.StandardInput, tasks);
        var verdicts = new (JsonElement, JsonElement)[tasks.Count];
        var answers = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(line);
            verdicts[answer.GetProperty("id").GetInt32()] = (answer.GetProperty("v16"), answer.GetProperty("v17"));
            answers++;
        }

        answers.ShouldBe(tasks.Count, await mistakes);
        await writing;
        return verdicts;
    }

    private static async Task WriteAsync(StreamWriter input, IReadOnlyList<object> tasks)
    {
        await using var writer = input;
        for (var i = 0; i < tasks.Count; i++)
        {
            var task = JsonSerializer.SerializeToNode(tasks[i])!.AsObject();
            task["id"] = i;
            await writer.WriteLineAsync(task.ToJsonString());
        }
    }
}
