using System.Text.Json.Nodes;

namespace ChildLink.Tests.Conformance.Execution;

/// <summary>A request over JSON data.</summary>
public sealed record ExecutionTask(int Schema, string Document, JsonObject Variables, string? OperationName, JsonObject Root);

/// <summary>An answer as far as implementations must agree: data with the order of its keys, and places of errors in the answer and the document.</summary>
/// <param name="Data">The data; null when it is null or absent.</param>
/// <param name="IsRefused">Whether there is no data at all.</param>
/// <param name="Errors">Paths with locations, sorted; none for refused requests, whose errors are no matter of execution.</param>
public sealed record Outcome(JsonNode? Data, bool IsRefused, string[] Errors)
{
    public static Outcome Of(JsonObject answer)
    {
        var refused = !answer.ContainsKey("data");
        var errors = answer["errors"]?.AsArray() ?? [];
        return new Outcome(answer["data"], refused, refused ? [] : [.. errors.Select(e => $"{Path(e!["path"])} at {Places(e["locations"])}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>What differs, or null.</summary>
    public string? DifferenceTo(Outcome other) =>
        IsRefused != other.IsRefused ? $"refused {IsRefused} and {other.IsRefused}"
        : !Same(Data, other.Data) ? $"data {Data?.ToJsonString()} and {other.Data?.ToJsonString()}"
        : !Errors.SequenceEqual(other.Errors) ? $"errors [{string.Join(", ", Errors)}] and [{string.Join(", ", other.Errors)}]"
        : null;

    private static bool Same(JsonNode? first, JsonNode? second) => (first, second) switch
    {
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).SequenceEqual(b.Select(p => p.Key)) && a.All(p => Same(p.Value, b[p.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second)),
        _ => JsonNode.DeepEquals(first, second),
    };

    private static string Path(JsonNode? path) => path is null ? "-" : string.Join('.', path.AsArray().Select(p => p!.ToString()));

    private static string Places(JsonNode? places) => string.Join(' ', (places?.AsArray() ?? []).Select(p => p is JsonArray pair ? $"{pair[0]}:{pair[1]}" : $"{p!["line"]}:{p["column"]}"));
}
