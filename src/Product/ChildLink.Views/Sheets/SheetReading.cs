using ChildLink.Records.Intake;

namespace ChildLink.Views.Sheets;

/// <summary>A sheet that came back.</summary>
/// <param name="Header">Headings, in order.</param>
/// <param name="Rows">Rows below them that hold anything.</param>
internal sealed record ReadSheet(string[] Header, IReadOnlyList<ReadRow> Rows)
{
    /// <summary>Place of a column by its heading; -1 when it is not there, or there twice.</summary>
    public int Find(string name) => Array.IndexOf(Header, name) is var first && first == Array.LastIndexOf(Header, name) ? first : -1;
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">Number in the file; the heading is 1.</param>
/// <param name="Cells">Texts as they stand.</param>
/// <param name="Formulas">Places of cells that hold a formula.</param>
internal sealed record ReadRow(long Number, string[] Cells, IReadOnlySet<int> Formulas)
{
    /// <summary>The text of a cell; empty beyond the end.</summary>
    public string this[int column] => column < Cells.Length ? Cells[column] : "";
}

/// <summary>Why a file as a whole cannot be taken.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">In words; never a cell.</param>
public sealed record SheetFault(string Code, string Message)
{
    /// <summary>Neither XLSX nor CSV, or damaged.</summary>
    public const string Unreadable = "sheet-unreadable";

    /// <summary>More rows, or more bytes when unpacked, than a sheet can have.</summary>
    public const string TooLarge = "sheet-too-large";

    /// <summary>A heading that is needed is missing or stands twice.</summary>
    public const string ColumnsMissing = "sheet-columns-missing";
}

/// <summary>Reads sheets that came back, whatever they are by now.</summary>
internal static class SheetReading
{
    /// <summary>Longest text of a cell that is looked at.</summary>
    public const int LongestCell = 4_000;

    private static readonly IReadOnlySet<int> None = new HashSet<int>();

    /// <summary>Reads a file that must have some columns and the row keys.</summary>
    /// <returns>The sheet with the place of each of the columns, or why it cannot be taken as a whole.</returns>
    public static async Task<(ReadSheet? Sheet, int[] Places, SheetFault? Fault)> ReadAsync(ReadOnlyMemory<byte> file, IEnumerable<string> columns, CancellationToken ct)
    {
        var (read, fault) = await ReadAsync(file, ct);
        if (read is null)
            return (null, [], fault);
        int[] places = [.. columns.Select(read.Find)];
        return Array.Exists(places, p => p < 0) || read.Find(SheetTable.KeyColumn) < 0
            ? (null, [], new SheetFault(SheetFault.ColumnsMissing, "A column that people fill in, or that of the row keys, is missing or stands twice."))
            : (read, places, null);
    }

    /// <summary>Reads a file; which format it is, its first bytes say.</summary>
    public static async Task<(ReadSheet? Sheet, SheetFault? Fault)> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var (rows, fault) = file.Span.StartsWith("PK"u8) ? XlsxReading.Read(file) : await ReadCsvAsync(file, ct);
        if (rows is null)
            return (null, fault);
        if (rows.Count == 0)
            return (null, new SheetFault(SheetFault.ColumnsMissing, "The file has no heading."));
        return (new ReadSheet([.. rows[0].Cells.Select(c => c.Trim())], [.. rows.Skip(1).Where(r => r.Cells.Any(c => c.Length > 0))]), null);
    }

    private static async Task<(List<ReadRow>? Rows, SheetFault? Fault)> ReadCsvAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        if (file.Span.Contains((byte)0) && !file.Span.StartsWith(System.Text.Encoding.Unicode.Preamble) && !file.Span.StartsWith(System.Text.Encoding.BigEndianUnicode.Preamble))
            return (null, new SheetFault(SheetFault.Unreadable, "The file is neither XLSX nor CSV."));
        using var records = DelimitedRecords.Open(new MemoryStream(file.ToArray(), writable: false));
        var rows = new List<ReadRow>();
        try
        {
            while (await records.ReadAsync(ct))
            {
                if (rows.Count > SheetTable.MostRows)
                    return (null, TooManyRows());
                rows.Add(new ReadRow(records.Number, [.. records.Current.Select(Plain)], Formulas(records.Current)));
            }
        }
        catch (FileRefusedException e)
        {
            return (null, new SheetFault(SheetFault.Unreadable, $"The file {e.Message}"));
        }

        return (rows, null);
    }

    public static SheetFault TooManyRows() => new(SheetFault.TooLarge, $"A sheet has at most {SheetTable.MostRows} rows.");

    /// <summary>Takes back the apostrophe that neutralised a cell when it went out.</summary>
    public static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    private static IReadOnlySet<int> Formulas(string[] cells)
    {
        var found = cells.Select((c, i) => (Cell: c, Place: i)).Where(c => c.Cell.StartsWith('=')).Select(c => c.Place).ToHashSet();
        return found.Count == 0 ? None : found;
    }
}
