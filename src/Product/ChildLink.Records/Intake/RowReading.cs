using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>A row that was taken: normalised values in order of the provision's columns, and a digest of its cells as they came.</summary>
internal sealed record TakenRow(long Number, string[] Values, IReadOnlyList<Finding> Repairs, UInt128 Digest);

/// <summary>Reads the rows of one file after its header. Of rows that cannot be taken it sees which ones repeat.</summary>
internal sealed class RowReading(Provision provision, City city, FileHeader header, bool isCp932)
{
    private static readonly HashSet<string> TotalWords = new(StringComparer.Ordinal) { "合計", "総計", "小計", "計" };

    /// <summary>Held-back rows beyond this many are not compared any more: a file of nothing else must not fill the memory.</summary>
    private const int MostHeld = 200_000;

    private readonly HashSet<UInt128> held = [];

    /// <summary>Exactly one of the two is set.</summary>
    public (TakenRow? Row, Finding? Finding) Read(long number, string[] record)
    {
        // Before everything else: a row that is held back is kept for repair, and this one must not be kept.
        if (MyNumber.IndexIn(record) is var numbered and >= 0)
            return (null, Finding.OfMyNumber(numbered));
        if (Array.TrueForAll(record, string.IsNullOrWhiteSpace))
            return Ignored(FindingRules.BlankRow, "an empty row.");
        if (TotalWords.Contains(record[0].Trim()))
            return Ignored(FindingRules.TotalRow, "a row of totals.");
        if (record.Length != header.Width)
            return Held("", FindingRules.ColumnCount, $"the row has {record.Length} cells and the header {header.Width}.");
        for (var i = 0; i < record.Length; i++)
        {
            if (TextDecoding.IsDamaged(record[i], isCp932))
                return Held($"#{i + 1}", FindingRules.EncodingError, "holds bytes that are no character of the file's encoding.");
        }

        var digest = RowDigest.Of(record);
        if (held.Count > 0 && held.Contains(digest))
            return (null, Finding.OfDuplicate);
        var read = ReadCells(number, record, digest);
        if (read.Row is null && held.Count < MostHeld)
            held.Add(digest);
        return read;
    }

    private (TakenRow? Row, Finding? Finding) ReadCells(long number, string[] record, UInt128 digest)
    {
        var values = new string[provision.Columns.Count];
        List<Finding>? repairs = null;
        for (var i = 0; i < values.Length; i++)
        {
            var (value, finding) = CellReading.Read(provision.Columns[i], record[header.Positions[i]], city);
            if (finding is { Disposition: FindingDisposition.Quarantined })
                return (null, finding);
            if (finding is not null)
                (repairs ??= []).Add(finding);
            values[i] = value;
        }

        return (new TakenRow(number, values, (IReadOnlyList<Finding>?)repairs ?? [], digest), null);
    }

    private static (TakenRow?, Finding?) Ignored(string rule, string message) =>
        (null, new Finding(FindingDisposition.Ignored, "", rule, message));

    private static (TakenRow?, Finding?) Held(string column, string rule, string message) =>
        (null, new Finding(FindingDisposition.Quarantined, column, rule, message));
}
