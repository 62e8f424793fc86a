using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Reads and writes sheets as a spreadsheet would, without the product's own code.</summary>
internal static class SheetRows
{
    public static List<List<string>> Read(ReadOnlyMemory<byte> file) => file.Span.StartsWith("PK"u8) ? ReadXlsx(file) : ReadCsv(Encoding.UTF8.GetString(file.Span[3..]));

    public static byte[] ToCsv(List<List<string>> rows) =>
        Encoding.UTF8.GetBytes("\uFEFF" + string.Concat(rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n")));

    private static List<List<string>> ReadXlsx(ReadOnlyMemory<byte> file)
    {
        using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
        using var part = archive.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open();
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var sheet = XDocument.Load(part, LoadOptions.PreserveWhitespace);
        sheet.Descendants(main + "f").ShouldBeEmpty();
        sheet.Descendants(main + "dataValidation").ShouldNotBeEmpty();
        var width = sheet.Descendants(main + "row").First().Elements(main + "c").Count();
        return [.. sheet.Descendants(main + "row").Select(row =>
        {
            var cells = Enumerable.Repeat("", width).ToList();
            foreach (var cell in row.Elements(main + "c"))
                cells[((string)cell.Attribute("r")!)[0] - 'A'] = cell.Value;
            return cells;
        })];
    }

    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                End();
            else if (c == '\n' && !quoted)
            {
                End();
                rows.Add(row);
                row = [];
            }
            else if (c != '\r' || quoted)
                cell.Append(c);
        }

        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
