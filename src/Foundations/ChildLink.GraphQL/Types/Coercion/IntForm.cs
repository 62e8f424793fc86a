using System.Globalization;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Whole numbers of 32 bits (section 3.5.1), as <see cref="int"/>. In JSON 1.0 and 1e3 are whole; texts are refused.</summary>
public sealed class IntForm : IScalarForm
{
    private const string NotWhole = "Int takes whole numbers only.";
    private const string OutOfRange = "Int takes whole numbers of 32 bits only.";

    private IntForm()
    {
    }

    /// <summary>The only one.</summary>
    public static IntForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal is not IntValueNode number
        ? ParsedScalar.Refused(NotWhole)
        : int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? ParsedScalar.Of(value) : ParsedScalar.Refused(OutOfRange);

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number)
            return ParsedScalar.Refused(NotWhole);
        if (json.TryGetInt32(out var whole))
            return ParsedScalar.Of(whole);
        return FromDouble(json.GetDouble()) is { } value ? ParsedScalar.Of(value) : ParsedScalar.Refused(OutOfRange);
    }

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        int? whole = ResultValue.Unwrap(value) switch
        {
            int i => i,
            bool b => b ? 1 : 0,
            string s => NumberSpelling.Parse(s) is { } number ? FromDouble(number) : null,
            { } other => ResultValue.TryDouble(other) is { } number ? FromDouble(number) : null,
        };
        if (whole is null)
            return "Int cannot represent this result.";
        json.WriteNumberValue(whole.Value);
        return null;
    }

    private static int? FromDouble(double value) => value is >= int.MinValue and <= int.MaxValue && Math.Floor(value) == value ? (int)value : null;
}
