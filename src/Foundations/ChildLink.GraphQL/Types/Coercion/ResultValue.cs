using System.Globalization;
using System.Text.Json;

namespace ChildLink.GraphQL.Types;

/// <summary>What resolvers give for built-in scalars: CLR values or JSON.</summary>
internal static class ResultValue
{
    /// <summary>JSON texts, numbers and booleans as CLR values; everything else as it is.</summary>
    public static object Unwrap(object value) => value is not JsonElement json
        ? value
        : json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => JsonText.Of(json) ?? value,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
            _ => value,
        };

    /// <summary>The number of a CLR number, or null for anything else.</summary>
    public static double? TryDouble(object value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint or ulong or double or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>
    /// A finite CLR number as text, or null for anything else: <see cref="double"/> as ECMAScript spells it, whole numbers and <see cref="decimal"/>, which ECMAScript
    /// does not have, with all their digits.
    /// </summary>
    public static string? NumberText(object value) => value switch
    {
        double number => double.IsFinite(number) ? NumberSpelling.Of(number) : null,
        float number => float.IsFinite(number) ? NumberSpelling.Of(double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null,
        decimal number => Trimmed(number.ToString(CultureInfo.InvariantCulture)),
        int or long or short or byte or sbyte or ushort or uint or ulong => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Trimmed(string digits)
    {
        var trimmed = digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
        return trimmed == "-0" ? "0" : trimmed;
    }
}
