using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>A row that was taken: normalised values in order of the provision's columns.</summary>
internal sealed record TakenRow(long Number, string[] Values, IReadOnlyList<Finding> Repairs);

/// <summary>Reads the rows of one file after its header; keeps what it needs to see duplicates.</summary>
internal sealed class RowReading(Provision provision, City city, FileHeader header, bool isCp932)
{
    private static readonly HashSet<string> TotalWords = new(StringComparer.Ordinal) { "合計", "総計", "小計", "計" };

    private readonly HashSet<UInt128> seen = [];

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

        if (!seen.Add(RowDigest.Of(record)))
            return Ignored(FindingRules.DuplicateRow, "the same row stands above.");
        return ReadCells(number, record);
    }

    private (TakenRow?, Finding?) ReadCells(long number, string[] record)
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

        return (new TakenRow(number, values, repairs ?? []), null);
    }

    private static (TakenRow?, Finding?) Ignored(string rule, string message) =>
        (null, new Finding(FindingDisposition.Ignored, "", rule, message));

    private static (TakenRow?, Finding?) Held(string column, string rule, string message) =>
        (null, new Finding(FindingDisposition.Quarantined, column, rule, message));
}
