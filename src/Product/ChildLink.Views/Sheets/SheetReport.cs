using ChildLink.Privacy.Gateway;

namespace ChildLink.Views.Sheets;

/// <summary>A sheet that was handed out.</summary>
/// <param name="Id">Names the sheet when it comes back.</param>
/// <param name="File">The file; its entry in the log is durable.</param>
/// <param name="Format">Its form.</param>
/// <param name="ExpiresAt">Until when its rows are taken back.</param>
public sealed record MadeSheet(Guid Id, ReleasedFile File, SheetFormat Format, DateTimeOffset ExpiresAt);

/// <summary>What became of a row of a sheet that came back.</summary>
/// <param name="Row">Number in the file; the heading is 1.</param>
/// <param name="Result"><c>written</c>, <c>unchanged</c> or <c>refused</c>.</param>
/// <param name="Code">Why it was refused: one of the constants here; else null.</param>
/// <param name="Message">What would be right; never a cell.</param>
public sealed record SheetRow(long Row, string Result, string? Code = null, string? Message = null)
{
    public const string Written = "written";
    public const string Unchanged = "unchanged";
    public const string Refused = "refused";

    /// <summary>The key was never given out here, was altered, or is another desk's.</summary>
    public const string KeyUnknown = "key-unknown";

    /// <summary>The key belongs to another sheet or run.</summary>
    public const string KeyOfAnotherSheet = "key-of-another-sheet";

    /// <summary>The sheet's time is over.</summary>
    public const string KeyExpired = "key-expired";

    /// <summary>The row stands twice; none of the two is taken.</summary>
    public const string RowTwice = "row-twice";

    /// <summary>A cell to be filled in holds a formula.</summary>
    public const string Formula = "formula";

    /// <summary>A cell is not what its column takes.</summary>
    public const string Invalid = "invalid";

    /// <summary>It changed after the sheet was made, by whomever: a row works once per version.</summary>
    public const string Conflict = "conflict";

    /// <summary>No candidate, no pupil any more.</summary>
    public const string NotFound = "not-found";

    /// <summary>A row that was not taken.</summary>
    public static SheetRow Refuse(long row, string code, string message) => new(row, Refused, code, message);
}

/// <summary>What became of a sheet that came back: each row on its own, those that stand written together.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Rows">Rows in order of the file.</param>
/// <param name="Missing">Rows of the sheet that the file does not hold; nothing happens to them.</param>
public sealed record SheetReport(Guid Sheet, IReadOnlyList<SheetRow> Rows, long Missing)
{
    /// <summary>The report of a file with the sheet's <paramref name="made"/> rows.</summary>
    internal static SheetReport Of(Guid sheet, IEnumerable<SheetRow> rows, long made, ReadSheet read) =>
        new(sheet, [.. rows.OrderBy(r => r.Row)], Math.Max(0, made - read.Rows.Count));

    /// <summary>How many rows have a result.</summary>
    public int Count(string result) => Rows.Count(r => r.Result == result);
}
