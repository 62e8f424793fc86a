namespace ChildLink.Records.Intake;

/// <summary>A small table that a person wrote in a spreadsheet: UTF-8 or code page 932, comma or tab, a header first.</summary>
/// <param name="Header">Cells of the first record, without spaces around.</param>
/// <param name="Rows">The records below it with their numbers in the file, empty ones left out.</param>
public sealed record DelimitedTable(IReadOnlyList<string> Header, IReadOnlyList<(int Number, IReadOnlyList<string> Cells)> Rows)
{
    /// <summary>Largest file in bytes.</summary>
    public const int LargestFile = 2 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileRefusedException">Too large, empty, a damaged character, or a quotation mark that is never closed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<DelimitedTable> ReadAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        if (stream.Length > LargestFile)
            throw new FileRefusedException("file_too_large", "the table must have at most 2 MiB.");
        using var records = DelimitedRecords.Open(stream);
        IReadOnlyList<string>? header = null;
        var rows = new List<(int, IReadOnlyList<string>)>();
        while (await records.ReadAsync(ct))
        {
            var cells = Array.ConvertAll(records.Current, c => c.Trim());
            if (Array.Exists(cells, c => TextDecoding.IsDamaged(c, records.IsCp932)))
                throw new FileRefusedException("damaged_character", $"record {records.Number} holds a character that is damaged.");
            if (Array.TrueForAll(cells, c => c.Length == 0))
                continue;
            if (header is null)
                header = cells;
            else
                rows.Add(((int)records.Number, cells));
        }

        return header is null ? throw new FileRefusedException("empty_file", "the table has no header.") : new DelimitedTable(header, rows);
    }
}
