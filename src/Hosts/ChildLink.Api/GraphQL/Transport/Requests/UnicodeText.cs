using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>Whether JSON holds Unicode text only: UTF-8, and no half of a surrogate pair behind an escape (RFC 8259, 8.2).</summary>
public static class UnicodeText
{
    /// <summary>Checks JSON; a reader of values would meet the fault later, and throw.</summary>
    /// <exception cref="JsonException">Escapes stand in something that is no JSON.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return false;
        // Most requests hold none.
        if (json.IndexOf("\\u"u8) < 0)
            return true;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !PairsAreWhole(reader.ValueSpan))
                return false;
        }

        return true;
    }

    private static bool PairsAreWhole(ReadOnlySpan<byte> escaped)
    {
        var high = false;
        for (var i = 0; i < escaped.Length;)
        {
            var unit = 0;
            if (escaped[i] != '\\')
                i++;
            else if (escaped[i + 1] != 'u')
                i += 2;
            else
            {
                unit = int.Parse(escaped.Slice(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 6;
            }

            var low = unit is >= 0xDC00 and <= 0xDFFF;
            if (low != high)
                return false;
            high = unit is >= 0xD800 and <= 0xDBFF;
        }

        return !high;
    }
}
