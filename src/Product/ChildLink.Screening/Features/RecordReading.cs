using System.Globalization;
using System.Text;
using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>How rules read records.</summary>
internal static class RecordReading
{
    /// <summary>A decimal number, or null.</summary>
    public static decimal? Decimal(this CurrentRecord record, string item) =>
        decimal.TryParse(record[item], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text in compatibility form (ＢＣＧ is BCG), or empty.</summary>
    public static string Word(this CurrentRecord record, string item) =>
        record[item] is { } text ? (text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC)).Trim() : "";

    /// <summary>Whether a flag is ticked.</summary>
    public static bool Ticked(this CurrentRecord record, string item) => record[item] == "1";

    /// <summary>Whether a record is dated on or before a day; one whose date nobody recorded is.</summary>
    public static bool BegunBy(this CurrentRecord record, string item, DateOnly day) => !(record.Day(item) > day);

    /// <summary>Month that the name of the file gives as <c>yyyyMM</c>, by its first day; null when it gives none.</summary>
    public static DateOnly? Month(this CurrentRecord record) =>
        DateOnly.TryParseExact(record.File.GetValueOrDefault("month"), "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    /// <summary>First day of the month or fiscal year that the name of the file gives; null when it gives none.</summary>
    public static DateOnly? PeriodStart(this CurrentRecord record) =>
        record.Month() ?? (SchoolYear.OfFile(record.File) is { } year and >= 1 and < 9999 ? new DateOnly(year, 4, 1) : null);
}
