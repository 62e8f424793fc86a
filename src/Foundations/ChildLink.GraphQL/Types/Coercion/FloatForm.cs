using System.Globalization;
using System.Text.Json;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Finite numbers of double precision (section 3.5.2), as <see cref="double"/>; whole numbers are taken too, texts are refused.</summary>
public sealed class FloatForm : IScalarForm
{
    private const string NotNumber = "Float takes numbers only.";
    private const string TooLarge = "Float takes finite numbers of double precision only.";

    private FloatForm()
    {
    }

    /// <summary>The only one.</summary>
    public static FloatForm Instance { get; } = new();

    /// <inheritdoc/>
    public ParsedScalar ParseLiteral(ValueNode literal) => literal switch
    {
        FloatValueNode number => Parse(number.Text),
        IntValueNode number => Parse(number.Text),
        _ => ParsedScalar.Refused(NotNumber),
    };

    /// <inheritdoc/>
    public ParsedScalar ParseJson(JsonElement json) => json.ValueKind == JsonValueKind.Number ? Finite(json.GetDouble()) : ParsedScalar.Refused(NotNumber);

    /// <inheritdoc/>
    public string? Write(object value, Utf8JsonWriter json)
    {
        double? number = ResultValue.Unwrap(value) switch
        {
            double d => d,
            bool b => b ? 1 : 0,
            string s => NumberSpelling.Parse(s),
            { } other => ResultValue.TryDouble(other),
        };
        if (number is null || !double.IsFinite(number.Value))
            return "Float cannot represent this result.";
        json.WriteNumberValue(number.Value);
        return null;
    }

    private static ParsedScalar Parse(string text) => Finite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static ParsedScalar Finite(double value) => double.IsFinite(value) ? ParsedScalar.Of(value) : ParsedScalar.Refused(TooLarge);
}
