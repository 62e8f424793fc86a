using System.Globalization;
using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Coerced values as JSON with the numbers of Float always written with a point or exponent, so that a test can tell the forms apart.</summary>
public static class CoercedText
{
    /// <summary>The text of a value.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        int whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text,
        string text => JsonSerializer.Serialize(text),
        JsonElement json => json.GetRawText(),
        InputObject fields => $"{{{string.Join(",", fields.Present.Select(f => $"\"{f.Key}\":{Of(f.Value)}"))}}}",
        object?[] items => $"[{string.Join(",", items.Select(Of))}]",
        _ => throw new ArgumentException($"No coerced value is a {value.GetType()}.", nameof(value)),
    };
}
