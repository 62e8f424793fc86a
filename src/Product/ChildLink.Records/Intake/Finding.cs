namespace ChildLink.Records.Intake;

/// <summary>What became of a row that was not simply taken.</summary>
public enum FindingDisposition
{
    /// <summary>Held back whole, for repair.</summary>
    Quarantined,

    /// <summary>Repaired by a named rule and taken.</summary>
    Repaired,

    /// <summary>Left out by a named rule (title, totals, blank, duplicate).</summary>
    Ignored,

    /// <summary>Taken as it is; somebody should look at it.</summary>
    Noted,
}

/// <summary>One finding about one row. The message says what would be right and never quotes the cell.</summary>
public sealed record Finding(FindingDisposition Disposition, string Column, string Rule, string Message)
{
    /// <summary>The row adds nothing.</summary>
    internal static Finding OfDuplicate { get; } = new(FindingDisposition.Ignored, "", FindingRules.DuplicateRow, "the same row stands above.");

    /// <summary>Two rows of one file have one key.</summary>
    internal static Finding OfContradiction { get; } = new(
        FindingDisposition.Noted, "", FindingRules.ContradictoryRows,
        "a row above has the same key and says otherwise; both were kept, and the later one counts where only one can. One row per key would be right.");

    /// <summary>A cell of the record is a My Number: nothing of the record may be kept.</summary>
    internal static Finding OfMyNumber(int cell) =>
        new(FindingDisposition.Quarantined, $"#{cell + 1}", FindingRules.MyNumber, "looks like a My Number (個人番号); it is never taken in.");

    /// <summary>The row is about somebody who was erased; nothing of it is kept.</summary>
    internal static Finding OfErased() =>
        new(FindingDisposition.Ignored, "", FindingRules.ErasedSubject, "is about somebody who was erased; it is taken in only after the erasure was released.");
}

/// <summary>Names of the rules, as they stand in exports.</summary>
public static class FindingRules
{
    public const string ColumnCount = "column_count";
    public const string EncodingError = "encoding_error";
    public const string UnparsableDate = "unparsable_date";
    public const string KeyDamaged = "key_damaged";
    public const string UnknownSchoolCode = "unknown_school_code";
    public const string DuplicateRow = "duplicate_row";
    public const string ContradictoryRows = "contradictory_rows";
    public const string EndWithheld = "end_withheld";
    public const string TotalRow = "total_row";
    public const string TitleRow = "title_row";
    public const string HeaderRow = "header_row";
    public const string BlankRow = "blank_row";
    public const string MissingValue = "missing_value";
    public const string NotANumber = "not_a_number";
    public const string OutOfRange = "out_of_range";
    public const string UnknownCode = "unknown_code";
    public const string TooLong = "too_long";
    public const string MyNumber = "my_number";
    public const string ErasedSubject = "erased_subject";
}
