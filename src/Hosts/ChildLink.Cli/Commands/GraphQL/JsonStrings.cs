using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>Texts of JSON strings as bytes.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// The text of the string the reader stands on. A lone surrogate (<c>"\ud800"</c>), which the reader's own methods throw at, becomes
    /// the three bytes it would be if it were allowed: the parser refuses them and says where.
    /// </summary>
    public static byte[] Utf8(in Utf8JsonReader json)
    {
        var text = json.ValueSpan;
        if (!json.ValueIsEscaped)
            return text.ToArray();
        var result = new byte[text.Length];
        var length = 0;
        while (text.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            text[..escape].CopyTo(result.AsSpan(length));
            length += escape;
            text = text[escape..];
            var (unit, taken) = Unescaped(text);
            text = text[taken..];
            length += Encode(unit, result.AsSpan(length));
        }

        text.CopyTo(result.AsSpan(length));
        return result[..(length + text.Length)];
    }

    private static (int Value, int Taken) Unescaped(ReadOnlySpan<byte> text) => (char)text[1] switch
    {
        'b' => ('\b', 2),
        'f' => ('\f', 2),
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        'u' => Unicode(text),
        var itself => (itself, 2),
    };

    private static (int Value, int Taken) Unicode(ReadOnlySpan<byte> text)
    {
        var first = Hex(text);
        if (!char.IsHighSurrogate(first) || !text[6..].StartsWith("\\u"u8) || !char.IsLowSurrogate(Hex(text[6..])))
            return (first, 6);
        return (char.ConvertToUtf32(first, Hex(text[6..])), 12);
    }

    private static char Hex(ReadOnlySpan<byte> escape) => Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';

    private static int Encode(int value, Span<byte> target)
    {
        if (Rune.TryCreate(value, out var rune))
            return rune.EncodeToUtf8(target);
        target[0] = (byte)(0xE0 | (value >> 12));
        target[1] = (byte)(0x80 | ((value >> 6) & 0x3F));
        target[2] = (byte)(0x80 | (value & 0x3F));
        return 3;
    }
}
