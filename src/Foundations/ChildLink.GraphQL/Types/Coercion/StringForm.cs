using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Text (section 3.5.3), as <see cref="string"/>; numbers and booleans are refused on the way in and spelled out on the way out.</summary>
public sealed class StringForm : IScalarForm
{
    private const string NotText = "String takes text only.";

    private StringForm()
    {
    }

    /// <summary>The only one.</summary>
    public static StringForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal is StringValueNode text ? ParsedScalar.Of(text.Value) : ParsedScalar.Refused(NotText);

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            return ParsedScalar.Refused(NotText);
        return JsonText.Of(json) is { } text ? ParsedScalar.Of(text) : ParsedScalar.Refused(JsonText.NotUnicode);
    }

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        // A number of JSON is a double, as it is for clients; beyond 2^53 its last digits are those of the nearest one.
        var text = (value is JsonElement { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : ResultValue.Unwrap(value)) switch
        {
            string s => s,
            bool b => b ? "true" : "false",
            { } other => ResultValue.NumberText(other),
        };
        if (text is null)
            return "String cannot represent this result.";
        json.WriteStringValue(text);
        return null;
    }
}
