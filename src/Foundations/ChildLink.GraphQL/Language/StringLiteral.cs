using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>What the text of a string literal means (section 2.9.4).</summary>
internal static class StringLiteral
{
    /// <summary>The value of a <c>"…"</c> whose escapes the lexer has checked.</summary>
    public static string Value(ReadOnlySpan<byte> quoted, bool hasEscapes)
    {
        var text = quoted[1..^1];
        return hasEscapes ? Unescaped(text) : Encoding.UTF8.GetString(text);
    }

    /// <summary>The value of a <c>"""…"""</c>: without the indentation its lines share and without blank lines around it.</summary>
    public static string BlockValue(ReadOnlySpan<byte> quoted, bool hasEscapes)
    {
        var text = Encoding.UTF8.GetString(quoted[3..^3]);
        return BlockStrings.Dedent(hasEscapes ? text.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal) : text);
    }

    /// <summary>Reads <c>\uXXXX</c>, a pair of them for a surrogate pair, or <c>\u{X…}</c>.</summary>
    /// <param name="text">From the backslash on.</param>
    /// <param name="value">The Unicode scalar value it stands for.</param>
    /// <param name="length">Bytes it takes.</param>
    /// <returns>False for anything else: lone surrogates, values beyond U+10FFFF, missing digits.</returns>
    public static bool TryReadUnicode(ReadOnlySpan<byte> text, out Rune value, out int length)
    {
        value = default;
        length = 0;
        if (text.Length > 2 && text[2] == '{')
            return TryReadBraced(text, out value, out length);
        if (!TryReadHex(text, 2, out var first))
            return false;
        length = 6;
        if (Rune.TryCreate(first, out value))
            return true;
        if (!text[6..].StartsWith("\\u"u8) || !TryReadHex(text, 8, out var second))
            return false;
        length = 12;
        return Rune.TryCreate((char)first, (char)second, out value);
    }

    private static bool TryReadBraced(ReadOnlySpan<byte> text, out Rune value, out int length)
    {
        var point = 0;
        value = default;
        for (length = 3; length < text.Length && char.IsAsciiHexDigit((char)text[length]); length++)
        {
            point = (point << 4) | HexDigit(text[length]);
            if (point > 0x10FFFF)
                return false;
        }

        var hasDigits = length++ > 3;
        return hasDigits && length <= text.Length && text[length - 1] == '}' && Rune.TryCreate(point, out value);
    }

    private static bool TryReadHex(ReadOnlySpan<byte> text, int start, out int value)
    {
        value = 0;
        if (text.Length < start + 4)
            return false;
        for (var i = start; i < start + 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i]))
                return false;
            value = (value << 4) | HexDigit(text[i]);
        }

        return true;
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string Unescaped(ReadOnlySpan<byte> text)
    {
        var result = new StringBuilder(text.Length);
        while (text.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            result.Append(Encoding.UTF8.GetString(text[..escape]));
            text = text[escape..];
            if (text[1] == 'u')
            {
                _ = TryReadUnicode(text, out var rune, out var length);
                result.Append(rune.ToString());
                text = text[length..];
                continue;
            }

            result.Append((char)text[1] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                var itself => itself,
            });
            text = text[2..];
        }

        return result.Append(Encoding.UTF8.GetString(text)).ToString();
    }
}
