using System.Buffers;
using System.Text;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>Turns cells into the bytes of a record.</summary>
internal sealed class RecordText(SheetStyle style, IBufferWriter<byte> target)
{
    /// <summary>Stands in a cell for bytes that are no character of the encoding; a private-use character that no name has.</summary>
    public const char Damage = '\uE5E5';

    // UTF-8 that slipped into CP932 and lost its end; CP932 words pasted into UTF-8.
    private static readonly byte[] DamageInCp932 = [0xE9, 0xAB, 0x99, 0xFF];
    private static readonly byte[] DamageInUtf8 = [0x95, 0x73, 0x96, 0xBE];

    // A name that CP932 cannot hold must stop the run: a question mark would be a fault nobody planted.
    private static readonly Encoding Cp932 =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly Encoding _encoding = style.Encoding == SheetEncoding.Cp932 ? Cp932 : Utf8;
    private readonly byte[] _damage = style.Encoding == SheetEncoding.Cp932 ? DamageInCp932 : DamageInUtf8;
    private readonly SearchValues<char> _quoteWorthy = SearchValues.Create(style.Separator, '"', '\r', '\n');

    /// <summary>The byte order mark, where the style has one.</summary>
    public void Open() => target.Write(style.Encoding == SheetEncoding.Utf8WithMark ? Encoding.UTF8.Preamble : []);

    /// <summary>A line that is no record.</summary>
    public void Line(string text)
    {
        Append(text);
        Append("\r\n");
    }

    public void Record(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                Append([style.Separator]);
            Cell(cells[i]);
        }

        Append("\r\n");
    }

    private void Cell(string text)
    {
        var quoted = style.QuotesAll || text.AsSpan().ContainsAny(_quoteWorthy);
        if (quoted)
            Append("\"");
        Damaged(quoted ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text);
        if (quoted)
            Append("\"");
    }

    private void Damaged(string text)
    {
        var at = text.IndexOf(Damage, StringComparison.Ordinal);
        if (at < 0)
        {
            Append(text);
            return;
        }

        Append(text.AsSpan(0, at));
        target.Write(_damage);
        Append(text.AsSpan(at + 1));
    }

    private void Append(ReadOnlySpan<char> text) => _encoding.GetBytes(text, target);
}
