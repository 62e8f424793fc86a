using System.Text;

namespace ChildLink.Tests.Product.Synthesis;

/// <summary>A raw file read the plain way, so that the product's own reader does not vouch for its own synthesizer.</summary>
public sealed class RawFile
{
    private RawFile(List<string[]> records) => Records = records;

    /// <summary>Every record, title and header included.</summary>
    public IReadOnlyList<string[]> Records { get; }

    /// <summary>The first record with more than one cell that is not a title.</summary>
    public string[] Header => Records.First(record => record.Length > 1);

    /// <summary>Rows as wide as the header, without totals: what is left when faults of width are taken away.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Rows
    {
        get
        {
            var header = Header;
            return Records
                .SkipWhile(record => record.Length == 1).Skip(1)
                .Where(record => record.Length == header.Length && record[0] != "合計")
                .Select(record => header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second));
        }
    }

    public static RawFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var utf8 = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var encoding = utf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var text = encoding.GetString(utf8 ? bytes.AsSpan(3) : bytes);
        return new RawFile(Split(text, text.AsSpan().Count('\t') > text.AsSpan().Count(',') ? '\t' : ','));
    }

    private static List<string[]> Split(string text, char separator)
    {
        var records = new List<string[]>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == separator && !quoted)
            {
                EndCell();
            }
            else if (text[i] == '\r' && text[i + 1] == '\n' && !quoted)
            {
                EndCell();
                records.Add([.. cells]);
                cells.Clear();
                i++;
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        return records;

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
