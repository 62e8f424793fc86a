using System.Globalization;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Reads one cell by the type of its column: the normalised value, or a finding.</summary>
internal static class CellReading
{
    /// <summary>Characters of a stored cell: four of them in one index stay below the size of an index entry of PostgreSQL (2,704 bytes).</summary>
    private const int LongestText = 200;

    /// <summary>Normalised value (empty when the cell is empty) and what was found, if anything.</summary>
    public static (string Value, Finding? Finding) Read(ProvisionColumn column, string cell, City city)
    {
        var (value, finding) = ReadTyped(column, cell, city);
        if (column.Item is not null && value.Length > LongestText)
            (value, finding) = ("", Held(column, FindingRules.TooLong, $"must have at most {LongestText} characters."));
        return finding is { Disposition: FindingDisposition.Quarantined } && column.EmptyWhenUnreadable
            ? ("", finding with { Disposition = FindingDisposition.Repaired, Message = finding.Message + " The row was taken with this cell empty." })
            : (value, finding);
    }

    private static (string Value, Finding? Finding) ReadTyped(ProvisionColumn column, string cell, City city)
    {
        var trimmed = cell.Trim();
        if (trimmed.Length == 0)
        {
            if (column.Type == ColumnType.ResidentCode && column.Required)
                return ("", Held(column, FindingRules.KeyDamaged, $"is empty; a resident code has {city.Document.ResidentCodeDigits} digits."));
            return column.Required ? ("", Held(column, FindingRules.MissingValue, "must not be empty.")) : ("", null);
        }

        return column.Type switch
        {
            ColumnType.Date => JapaneseDate.TryParse(trimmed, out var date)
                ? (date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
                : ("", Held(column, FindingRules.UnparsableDate, "is not a day of the calendar; write for example 2024-04-01, R06.04.01 or 令和6年4月1日.")),
            ColumnType.Integer => ReadInteger(column, trimmed),
            ColumnType.Number => ReadNumber(column, trimmed),
            ColumnType.ResidentCode => ReadResidentCode(column, trimmed, city),
            ColumnType.SchoolCode => ReadSchoolCode(column, trimmed, city),
            ColumnType.HouseholdNumber => (CompatibilityForm.Of(trimmed), null),
            ColumnType.Code => ReadCode(column, trimmed),
            _ => (trimmed, null),
        };
    }

    private static (string, Finding?) ReadInteger(ProvisionColumn column, string cell)
    {
        if (!int.TryParse(WithoutUnit(column, CompatibilityForm.Of(cell)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return ("", Held(column, FindingRules.NotANumber, "must be a whole number."));
        if (number < column.Min || number > column.Max)
            return ("", OutOfRange(column));
        return (number.ToString(CultureInfo.InvariantCulture), null);
    }

    /// <summary>A decimal number; zeros at its end say nothing, so 24.0 and 24 are one value.</summary>
    private static (string, Finding?) ReadNumber(ProvisionColumn column, string cell)
    {
        if (!decimal.TryParse(
            WithoutUnit(column, CompatibilityForm.Of(cell)), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return ("", Held(column, FindingRules.NotANumber, "must be a number, with a point before its decimals."));
        if (number < column.Min || number > column.Max)
            return ("", OutOfRange(column));
        return (number.ToString("0.############################", CultureInfo.InvariantCulture), null);
    }

    private static string WithoutUnit(ProvisionColumn column, string cell) =>
        column.Unit is { } unit && cell.EndsWith(unit, StringComparison.Ordinal) ? cell[..^unit.Length].TrimEnd() : cell;

    private static Finding OutOfRange(ProvisionColumn column) => Held(
        column, FindingRules.OutOfRange,
        $"must lie between {column.Min?.ToString(CultureInfo.InvariantCulture) ?? "any"} and {column.Max?.ToString(CultureInfo.InvariantCulture) ?? "any"}.");

    private static (string, Finding?) ReadResidentCode(ProvisionColumn column, string cell, City city)
    {
        var digits = city.Document.ResidentCodeDigits;
        var narrow = CompatibilityForm.Of(cell);
        if (narrow.Length != digits || narrow.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return ("", Held(column, FindingRules.KeyDamaged, $"must have {digits} digits; leading zeros may have been lost on the way."));
        return narrow == cell
            ? (cell, null)
            : (narrow, new Finding(FindingDisposition.Repaired, column.Name, FindingRules.KeyDamaged, "full-width digits were made narrow; the row was taken."));
    }

    private static (string, Finding?) ReadSchoolCode(ProvisionColumn column, string cell, City city)
    {
        var narrow = CompatibilityForm.Of(cell);
        return city.KnowsSchool(narrow)
            ? (narrow, null)
            : ("", Held(column, FindingRules.UnknownSchoolCode, "is not in the list of schools in city.yaml."));
    }

    private static (string, Finding?) ReadCode(ProvisionColumn column, string cell)
    {
        var narrow = CompatibilityForm.Of(cell);
        return column.Values.Count == 0 || column.Values.Contains(narrow)
            ? (narrow, null)
            : ("", Held(column, FindingRules.UnknownCode, $"must be one of {string.Join(", ", column.Values)}."));
    }

    private static Finding Held(ProvisionColumn column, string rule, string message) =>
        new(FindingDisposition.Quarantined, column.Name, rule, message);
}
