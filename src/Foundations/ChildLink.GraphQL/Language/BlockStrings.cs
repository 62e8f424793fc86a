using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>Indentation of block strings (section 2.9.4, BlockStringValue).</summary>
internal static class BlockStrings
{
    /// <summary>The lines of a raw block string without their shared indentation and without blank first and last lines, joined by LF.</summary>
    public static string Dedent(string raw)
    {
        var lines = Lines(raw);
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = Indent(raw.AsSpan(lines[i].Start, lines[i].Length));
            if (indent == lines[i].Length)
                continue;
            first = first < 0 ? i : first;
            last = i;
            if (i > 0)
                common = Math.Min(common, indent);
        }

        if (first < 0)
            return "";
        var result = new StringBuilder(raw.Length);
        for (var i = first; i <= last; i++)
        {
            if (i > first)
                result.Append('\n');
            var skipped = i == 0 ? 0 : Math.Min(common, lines[i].Length);
            result.Append(raw, lines[i].Start + skipped, lines[i].Length - skipped);
        }

        return result.ToString();
    }

    /// <summary>Whether a value reads back as itself when its lines stand between the quotes, each on its own.</summary>
    public static bool CanStandBelow(string value) => Dedent("\n" + value + "\n") == value;

    /// <summary>Whether a value reads back as itself when its first line stands right behind the quotes.</summary>
    public static bool CanStandBehind(string value) => Dedent(value + "\n") == value;

    private static List<(int Start, int Length)> Lines(string raw)
    {
        var lines = new List<(int Start, int Length)>();
        var start = 0;
        while (raw.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var length)
        {
            lines.Add((start, length));
            start += length;
            start += raw.AsSpan(start).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;
        }

        lines.Add((start, raw.Length - start));
        return lines;
    }

    private static int Indent(ReadOnlySpan<char> line)
    {
        var text = line.IndexOfAnyExcept(' ', '\t');
        return text < 0 ? line.Length : text;
    }
}
