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

    /// <summary>The number a text spells, or null.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A finite CLR number in the shortest spelling, or null for anything else.</summary>
    public static string? NumberText(object value) => value switch
    {
        double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)) => null,
        int or long or short or byte or sbyte or ushort or uint or ulong or double or float or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
