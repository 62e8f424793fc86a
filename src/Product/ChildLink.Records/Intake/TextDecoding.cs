using System.Text;

namespace ChildLink.Records.Intake;

/// <summary>
/// Finds out how a delivered file is encoded and reads it so that a damaged character never swallows the delimiter
/// behind it: damage shows as U+FFFD inside the cell where it is.
/// </summary>
internal static class TextDecoding
{
    private const int SampleLength = 64 * 1024;

    static TextDecoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Name of the encoding: <c>utf-8</c> with or without byte order mark, <c>utf-16</c>, else <c>cp932</c>.</summary>
    public static (TextReader Reader, bool IsCp932) Open(Stream stream)
    {
        var sample = new byte[SampleLength];
        var length = stream.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false);
        stream.Position = 0;
        var head = sample.AsSpan(0, length);
        if (head.StartsWith(Encoding.UTF8.Preamble) || head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return (new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, SampleLength), false);
        return LooksLikeUtf8(head)
            ? (new StreamReader(stream, new UTF8Encoding(false), false, SampleLength), false)
            : (new StreamReader(stream, Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, new KeepAsciiFallback()), false, SampleLength), true);
    }

    /// <summary>Whether a cell holds damaged characters.</summary>
    public static bool IsDamaged(string cell, bool isCp932)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            if (c is '\uFFFD' or '\uFFFE' or '\uFFFF' or '\0' || (isCp932 && IsNoCharacter(c)))
                return true;
            if (char.IsSurrogate(c) && (i + 1 == cell.Length || !char.IsSurrogatePair(c, cell[++i])))
                return true;
        }

        return false;
    }

    /// <summary>U+F8F0..F8F3, U+0080 and U+00A0 are what code page 932 makes of bytes that are no character at all.</summary>
    private static bool IsNoCharacter(char c) => c is (>= '\uF8F0' and <= '\uF8F3') or '\u0080' or '\u00A0';

    /// <summary>
    /// Valid multi-byte sequences outnumber damage; plain ASCII counts as UTF-8. In code page 932 the lead bytes of kanji
    /// start no sequence, so that damage outnumbers the chance hits even in columns of half-width kana.
    /// </summary>
    private static bool LooksLikeUtf8(ReadOnlySpan<byte> sample)
    {
        var good = 0;
        var bad = 0;
        while (!sample.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(sample, out _, out var used) == System.Buffers.OperationStatus.Done)
                good += used > 1 ? 1 : 0;
            else if (sample.Length > 4)
                bad++;
            sample = sample[used..];
        }

        return bad == 0 || good > bad * 2;
    }

    /// <summary>
    /// Reads pairs that decode but do not encode back (the NEC and IBM doubles of code page 932, among them 髙 and 﨑, which
    /// .NET gives to any replaced fallback), and replaces a damaged pair, keeping its second byte when that is ASCII
    /// (a delimiter, a quote, a line end).
    /// </summary>
    private sealed class KeepAsciiFallback : DecoderFallback
    {
        public override int MaxCharCount => 2;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new KeepAsciiBuffer();
    }

    private sealed class KeepAsciiBuffer : DecoderFallbackBuffer
    {
        private const char NoCharacter = '\u30FB'; // what the best-fit table gives for a pair without a character

        private const byte LowestSecondByte = 0x40;

        private static readonly Encoding BestFit = Encoding.GetEncoding(932);

        private char first;
        private char second;
        private int left;

        public override int Remaining => left;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (first, second) = ('\uFFFD', '\0');
            if (bytesUnknown is [_, >= LowestSecondByte] && BestFit.GetString(bytesUnknown) is [var known and not NoCharacter] && !IsNoCharacter(known))
                first = known;
            else if (bytesUnknown is [_, < 0x80])
                second = (char)bytesUnknown[1];
            left = second == '\0' ? 1 : 2;
            return true;
        }

        public override char GetNextChar() => left switch
        {
            2 => Take(first),
            1 => Take(second == '\0' ? first : second),
            _ => '\0',
        };

        public override bool MovePrevious() => false;

        private char Take(char c)
        {
            left--;
            return c;
        }
    }
}
