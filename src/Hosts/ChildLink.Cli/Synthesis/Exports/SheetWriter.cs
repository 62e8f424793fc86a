using System.Buffers;
using System.Globalization;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>Writes sheets below a folder, one row at a time. What goes wrong in a file depends on the seed and the file's path only.</summary>
internal sealed class SheetWriter(string folder, SeededRandom random)
{
    private const int FlushAt = 1 << 17;

    /// <summary>A half-written file never carries the name that a provision would claim.</summary>
    private const string Unfinished = ".unfinished";

    /// <exception cref="OperationCanceledException">The file was not finished and is gone.</exception>
    public SynthesizedFile Write(Sheet sheet, CancellationToken ct)
    {
        var path = Path.Combine([folder, .. sheet.Path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var written = WriteUnfinished(sheet, path + Unfinished, ct);
            File.Move(path + Unfinished, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(path + Unfinished);
        }
    }

    private SynthesizedFile WriteUnfinished(Sheet sheet, string path, CancellationToken ct)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new ArrayBufferWriter<byte>(FlushAt * 2);
        var text = new RecordText(sheet.Style, buffer);
        var slips = new Slips(random.Fork("slips " + sheet.Path), sheet.Style);
        var faults = new FaultChoice(random.Fork("faults " + sheet.Path), sheet.Columns);
        text.Open();
        if (sheet.Title is { } title)
            text.Line(title);
        text.Record(Array.ConvertAll(sheet.Columns, static column => column.Name));
        var records = 0;
        var rows = 0;
        foreach (var row in sheet.Rows(slips))
        {
            slips.Make(row, sheet.Columns);
            var (cells, twice) = faults.Draw(row);
            text.Record(cells);
            if (twice)
                text.Record(cells);
            records += twice ? 2 : 1;
            rows++;
            if (buffer.WrittenCount > FlushAt)
                Flush(buffer, file, ct);
        }

        if (sheet.EndsWithTotal)
        {
            text.Record(TotalOf(rows, sheet.Columns.Length));
            records++;
        }

        Flush(buffer, file, ct);
        return new SynthesizedFile(sheet.Path, records, faults.Planted);
    }

    private static void Flush(ArrayBufferWriter<byte> buffer, FileStream file, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        file.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private static string[] TotalOf(int rows, int width)
    {
        var cells = new string[width];
        Array.Fill(cells, string.Empty);
        cells[0] = "合計";
        cells[2] = string.Create(CultureInfo.InvariantCulture, $"{rows}件");
        return cells;
    }
}
