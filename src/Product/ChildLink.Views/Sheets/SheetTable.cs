namespace ChildLink.Views.Sheets;

/// <summary>Form of a sheet.</summary>
public enum SheetFormat
{
    /// <summary>Office Open XML (ISO/IEC 29500), with drop-downs.</summary>
    Xlsx,

    /// <summary>CSV (RFC 4180), UTF-8 with byte order mark.</summary>
    Csv,
}

/// <summary>A column of a sheet.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Choices">Words of its drop-down, or null; together at most 250 characters, without commas and quotes.</param>
/// <param name="IsKey">Whether it holds the row key: hidden where the format can.</param>
/// <param name="IsInput">Whether people fill it in.</param>
internal sealed record SheetColumn(string Name, IReadOnlyList<string>? Choices = null, bool IsKey = false, bool IsInput = false);

/// <summary>A table that becomes a file.</summary>
internal sealed record SheetTable(string Title, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>Heading of the column with the row key.</summary>
    public const string KeyColumn = "行キー";

    /// <summary>Property of a row that holds its key, before it becomes a cell.</summary>
    public const string KeyProperty = "rowKey";

    /// <summary>Most rows of a sheet, out and back.</summary>
    public const int MostRows = 10_000;

    public byte[] ToFile(SheetFormat format) => format == SheetFormat.Xlsx ? XlsxWriting.Write(this) : CsvWriting.Write(this);
}
