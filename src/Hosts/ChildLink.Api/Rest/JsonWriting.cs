using System.Text.Json;

namespace ChildLink.Api.Rest;

/// <summary>Lists and instants that may be missing, written alike everywhere.</summary>
internal static class JsonWriting
{
    /// <summary>Writes a list of texts as a property.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Writes an instant (ISO 8601) or null as a property.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } at)
            json.WriteString(name, at);
        else
            json.WriteNull(name);
    }
}
