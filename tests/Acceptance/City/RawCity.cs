using System.Text;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>One row of a raw file: which file, and its cells by the header's words.</summary>
public sealed record RawRow(string File, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>The raw files of the city, read without the product: encoding by trial, delimiter and header by sight.</summary>
public sealed class RawCity
{
    private readonly IReadOnlyList<string> paths;

    private RawCity(IReadOnlyList<string> paths, IReadOnlyList<RawRow> rows)
    {
        this.paths = paths;
        Rows = rows;
    }

    /// <summary>Every row of every file.</summary>
    public IReadOnlyList<RawRow> Rows { get; }

    public static RawCity Read(string folder)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string[] paths = [.. Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return new RawCity(paths, [.. paths.SelectMany(RowsOf)]);
    }

    /// <summary>The one file whose name begins so.</summary>
    public string PathOf(string beginning) => paths.Single(p => Path.GetFileName(p).StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>Rows of the files whose names begin so.</summary>
    public IEnumerable<RawRow> Of(string beginning) => Rows.Where(r => r.File.StartsWith(beginning, StringComparison.Ordinal));

    private static IEnumerable<RawRow> RowsOf(string path)
    {
        var text = Decode(File.ReadAllBytes(path));
        string[]? header = null;
        foreach (var cells in RecordsOf(text, text.Contains('\t', StringComparison.Ordinal) ? '\t' : ','))
        {
            if (header is null)
            {
                // A title stands alone in its line.
                if (cells.Length > 2)
                    header = cells;
                continue;
            }

            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < Math.Min(cells.Length, header.Length); i++)
                row[header[i]] = cells[i];
            yield return new RawRow(Path.GetFileName(path), row);
        }
    }

    /// <summary>RFC 4180: a quoted cell may hold delimiters, line ends and doubled quotes.</summary>
    private static IEnumerable<string[]> RecordsOf(string text, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    quoted = !quoted;
            }
            else if (quoted || (c != delimiter && c is not ('\r' or '\n')))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == delimiter)
                    continue;
                yield return [.. cells];
                cells.Clear();
            }
        }

        if (cells.Count > 0)
            yield return [.. cells, cell.ToString()];
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(932).GetString(bytes);
        }
    }
}
