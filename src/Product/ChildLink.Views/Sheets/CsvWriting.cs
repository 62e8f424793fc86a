using System.Text;
using CsvHelper;

namespace ChildLink.Views.Sheets;

/// <summary>Writes a table as CSV. What a spreadsheet would run as a formula is neutralised with an apostrophe.</summary>
internal static class CsvWriting
{
    public static byte[] Write(SheetTable table)
    {
        using var stream = new MemoryStream();
        stream.Write(Encoding.UTF8.Preamble);
        using (var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns.Select(c => c.Name)]);
            foreach (var row in table.Rows)
                csv.WriteRecord(row);
        }

        return stream.ToArray();
    }
}
