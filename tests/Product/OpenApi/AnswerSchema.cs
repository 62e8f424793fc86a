using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>Checks values against schemas of the document; objects are closed, so that a property nobody described is a fault.</summary>
public sealed class AnswerSchema(JsonNode document)
{
    /// <summary>What is wrong with an answer; empty when it is as described.</summary>
    /// <param name="path">Path as in the document.</param>
    /// <param name="method">Method in lower case.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="value">Body of the answer.</param>
    public IReadOnlyList<string> Faults(string path, string method, int status, JsonNode? value)
    {
        var response = document["paths"]?[path]?[method]?["responses"]?[status.ToString(CultureInfo.InvariantCulture)];
        if (response is null)
            return [$"{method} {path} does not describe {status}."];
        var content = Resolve(response)["content"]!.AsObject().Single().Value!;
        return [.. Faults(content["schema"]!, value, "$")];
    }

    private JsonNode Resolve(JsonNode node) => node["$ref"] is { } reference
        ? reference.GetValue<string>().Split('/').Skip(1).Aggregate(document, (at, name) => at[name]!)
        : node;

    private IEnumerable<string> Faults(JsonNode given, JsonNode? value, string at)
    {
        var schema = Resolve(given);
        if (schema["anyOf"] is JsonArray any && any.All(s => Faults(s!, value, at).Any()))
            return [$"{at} is none of the forms."];
        var faults = (schema["allOf"] as JsonArray ?? []).SelectMany(s => Faults(s!, value, at));
        if (schema["type"] is { } type && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number")))
            return [$"{at} is {TypeOf(value)}."];
        if (schema["enum"] is JsonArray words && !words.Any(w => JsonNode.DeepEquals(w, value)))
            return [$"{at} is not one of the words."];
        return value switch
        {
            JsonObject o => faults.Concat(OfObject(schema, o, at)),
            JsonArray a when schema["items"] is { } items => faults.Concat(a.SelectMany((v, i) => Faults(items, v, $"{at}[{i}]"))),
            JsonValue v when TypeOf(v) == "string" => faults.Concat(OfText(schema, v.GetValue<string>(), at)),
            _ => faults,
        };
    }

    private IEnumerable<string> OfObject(JsonNode schema, JsonObject value, string at)
    {
        if (schema["properties"] is not JsonObject properties)
            yield break;
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            if (!value.ContainsKey(name!.GetValue<string>()))
                yield return $"{at}.{name} is missing.";
        }

        foreach (var (name, member) in value)
        {
            if (properties[name] is { } property)
            {
                foreach (var fault in Faults(property, member, $"{at}.{name}"))
                    yield return fault;
            }
            else if (schema["type"] is not null)
            {
                yield return $"{at}.{name} is not described.";
            }
        }
    }

    private static IEnumerable<string> OfText(JsonNode schema, string text, string at)
    {
        var fits = schema["format"]?.GetValue<string>() switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
            _ => true,
        };
        if (!fits || (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1))))
            yield return $"{at} has another form.";
    }

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };
}
