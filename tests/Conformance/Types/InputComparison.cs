using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChildLink.Tests.Conformance.Types;

/// <summary>Coerced inputs beside those of a graphql-js version. Only numbers differ: JavaScript has no whole ones and no infinite JSON.</summary>
internal static class InputComparison
{
    /// <summary>Whether both made the same, or both refused; true where the version takes the document for invalid.</summary>
    public static bool Agree((string? Variables, string? Arguments) ours, JsonElement theirs) =>
        theirs.TryGetProperty("invalid", out _) || (Same(ours.Variables, theirs.GetProperty("variables")) && Same(ours.Arguments, theirs.GetProperty("arguments")));

    private static bool Same(string? ours, JsonElement theirs) => ours is null || theirs.ValueKind == JsonValueKind.Null
        ? ours is null && theirs.ValueKind == JsonValueKind.Null
        : JsonNode.DeepEquals(Plain(JsonNode.Parse(ours)), Plain(JsonNode.Parse(theirs.GetRawText())));

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Plain(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };

    /// <summary>A custom scalar keeps 1e400 as it is written; JavaScript makes it infinity and writes null.</summary>
    private static JsonValue? Number(double number) => double.IsFinite(number) ? JsonValue.Create(number + 0.0) : null;
}
