using System.Globalization;
using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy;

namespace ChildLink.Api.GraphQL;

/// <summary>A scalar that is written as a text in one form.</summary>
/// <param name="expected">What would be right.</param>
/// <param name="parse">The value of a text, or null.</param>
/// <param name="write">Writes a value; false when it is of another kind.</param>
internal sealed class TextScalar(string expected, Func<string, object?> parse, Func<object, Utf8JsonWriter, bool> write) : IScalarForm
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A calendar day.</summary>
    public static TextScalar Date { get; } = new(
        "Date takes a day in the form yyyy-MM-dd, of the years 1900 to 2200.",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && JapanDay.IsUsable(day) ? day : null,
        (value, json) =>
        {
            if (value is not DateOnly day)
                return false;
            json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return true;
        });

    /// <summary>An instant with its offset.</summary>
    public static TextScalar DateTime { get; } = new(
        "DateTime takes an instant with its offset, e.g. 2025-01-10T00:00:00+09:00, of the years 1900 to 2200.",
        text => HasOffset(text) && DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && JapanDay.IsUsable(at) ? at : null,
        (value, json) =>
        {
            if (value is not DateTimeOffset at)
                return false;
            json.WriteStringValue(at);
            return true;
        });

    /// <summary>A UUID.</summary>
    public static TextScalar Uuid { get; } = new(
        "UUID takes 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.",
        text => Guid.TryParseExact(text, "D", out var id) ? id : null,
        (value, json) =>
        {
            if (value is not Guid id)
                return false;
            json.WriteStringValue(id);
            return true;
        });

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal is StringValueNode text ? Parse(text.Value) : ParsedScalar.Refused(expected);

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json)
    {
        // A text with half a character in it is not looked at: none of the forms has one.
        if (json.ValueKind != JsonValueKind.String || json.ValueEquals(""))
            return ParsedScalar.Refused(expected);
        return StringForm.Instance.ParseJson(json).Value is string text ? Parse(text) : ParsedScalar.Refused(expected);
    }

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json) => write(value, json) ? null : "The scalar has no form for this result.";

    private ParsedScalar Parse(string text) => parse(text) is { } value ? ParsedScalar.Of(value) : ParsedScalar.Refused(expected);

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}

/// <summary>Whole numbers of 64 bits.</summary>
internal sealed class LongScalar : IScalarForm
{
    private const string Expected = "Long takes a whole number of 64 bits.";

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) =>
        literal is IntValueNode number && long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? ParsedScalar.Of(value)
            : ParsedScalar.Refused(Expected);

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var value) ? ParsedScalar.Of(value) : ParsedScalar.Refused(Expected);

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        if (value is not (long or int))
            return "Long cannot represent this result.";
        json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return null;
    }
}
