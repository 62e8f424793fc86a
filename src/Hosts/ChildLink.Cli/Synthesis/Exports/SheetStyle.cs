using ChildLink.Cli.Synthesis.Calendar;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>How a department's system writes its files; every one ends records with CRLF.</summary>
internal sealed record SheetStyle(SheetEncoding Encoding, char Separator, bool QuotesAll, DateNotation Dates)
{
    /// <summary>Resident register system.</summary>
    public static SheetStyle Register { get; } = new(SheetEncoding.Cp932, ',', QuotesAll: true, DateNotation.ShortEra);

    /// <summary>School-age register of the education board.</summary>
    public static SheetStyle SchoolAge { get; } = new(SheetEncoding.Cp932, ',', QuotesAll: true, DateNotation.Compact);

    /// <summary>Health system, and the attendance part of the school system.</summary>
    public static SheetStyle Plain { get; } = new(SheetEncoding.Cp932, ',', QuotesAll: false, DateNotation.Compact);

    /// <summary>Allowance system, and the rosters of the school system.</summary>
    public static SheetStyle Tabbed { get; } = new(SheetEncoding.Cp932, '\t', QuotesAll: false, DateNotation.Slashes);

    /// <summary>Spreadsheets that people keep by hand.</summary>
    public static SheetStyle Spreadsheet { get; } = new(SheetEncoding.Utf8WithMark, ',', QuotesAll: false, DateNotation.Slashes);
}

/// <summary>Bytes of a raw file.</summary>
internal enum SheetEncoding
{
    /// <summary>Shift_JIS with the vendors' additions.</summary>
    Cp932,

    /// <summary>UTF-8 after a byte order mark.</summary>
    Utf8WithMark,
}
