using System.Globalization;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Identifiers (section 3.5.5), as <see cref="string"/>: text, or whole numbers.</summary>
/// <remarks>
/// A whole number written without fraction and exponent keeps every digit, whatever its size: an identifier that lost its last digits would mean something else.
/// Reference implementations in ECMAScript round it to double precision and write <c>1e+21</c> from there on; this deviation is meant, and inputs with exponent
/// (<c>1e21</c>) get plain digits too. Results with fraction or exponent are spelled as those implementations do.
/// </remarks>
public sealed class IdForm : IScalarForm
{
    private const string NotIdentifier = "ID takes text or whole numbers only.";

    private IdForm()
    {
    }

    /// <summary>The only one.</summary>
    public static IdForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal switch
    {
        StringValueNode text => ParsedScalar.Of(text.Value),
        IntValueNode number => ParsedScalar.Of(number.Text),
        _ => ParsedScalar.Refused(NotIdentifier),
    };

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(json) is { } text ? ParsedScalar.Of(text) : ParsedScalar.Refused(JsonText.NotUnicode),
        JsonValueKind.Number => Whole(json) is { } digits ? ParsedScalar.Of(digits) : ParsedScalar.Refused(NotIdentifier),
        _ => ParsedScalar.Refused(NotIdentifier),
    };

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        var text = value switch
        {
            string s => s,
            Guid id => id.ToString(),
            JsonElement { ValueKind: JsonValueKind.String } element => JsonText.Of(element),
            JsonElement { ValueKind: JsonValueKind.Number } element => Whole(element) is { } digits ? Spelled(element, digits) : null,
            double or float or decimal => ResultValue.TryDouble(value) is { } number && Math.Floor(number) == number ? ResultValue.NumberText(value) : null,
            _ => ResultValue.NumberText(value),
        };
        if (text is null)
            return "ID cannot represent this result.";
        json.WriteStringValue(text);
        return null;
    }

    private static string Spelled(JsonElement json, string digits) => IsPlain(json.GetRawText()) ? digits : NumberSpelling.Of(json.GetDouble());

    private static bool IsPlain(string raw) => raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    private static string? Whole(JsonElement json)
    {
        var raw = json.GetRawText();
        if (raw == "-0")
            return "0";
        if (IsPlain(raw))
            return raw;
        var number = json.GetDouble();
        return double.IsFinite(number) && Math.Floor(number) == number ? (number + 0.0).ToString("F0", CultureInfo.InvariantCulture) : null;
    }
}
