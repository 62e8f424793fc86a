using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>Turns offsets in a text into lines and columns.</summary>
public static class SourceLocations
{
    /// <summary>The line (ended by LF, CR LF or CR) and column (UTF-16 units) of a byte, both from 1.</summary>
    /// <param name="source">The text; valid UTF-8 up to the offset.</param>
    /// <param name="offset">0 to the length of the text.</param>
    public static SourceLocation Of(ReadOnlySpan<byte> source, int offset)
    {
        var line = 1;
        var start = 0;
        while (NextLine(source, start) is >= 0 and var next && next <= offset)
        {
            line++;
            start = next;
        }

        return new SourceLocation(line, Column(source[start..offset]));
    }

    /// <summary>Where the line after the one that begins at <paramref name="start"/> begins, or -1.</summary>
    internal static int NextLine(ReadOnlySpan<byte> source, int start)
    {
        var end = source[start..].IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
            return -1;
        end += start;
        return source[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1;
    }

    /// <summary>The column after a piece of a line.</summary>
    internal static int Column(ReadOnlySpan<byte> beforeOnLine) => Encoding.UTF8.GetCharCount(beforeOnLine) + 1;
}
