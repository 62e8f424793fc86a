using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>
/// Guesses which record a held-back row of a full extract is about, so that a record is not taken for missing because its
/// row was damaged. The guess keeps a record where it is; it never changes one.
/// </summary>
internal sealed class KeyGuess(Provision provision, City city, FileHeader header, RowKeys keys)
{
    private readonly int[] columns = [.. keys.KeyColumns];

    /// <summary>The keys that the row may have; none when it names nobody.</summary>
    public IEnumerable<Guid> Of(string[] record)
    {
        // A cell too few or too many moves the cells behind it by one.
        int[] shifts = record.Length == header.Width ? [0] : record.Length < header.Width ? [0, -1] : [0, 1];
        return shifts.Select(shift => Try(record, shift)).OfType<Guid>().Distinct();
    }

    private Guid? Try(string[] record, int shift)
    {
        var values = new string[provision.Columns.Count];
        foreach (var column in columns)
        {
            var at = header.Positions[column] + shift;
            if (at < 0 || at >= record.Length || Read(provision.Columns[column], record[at]) is not { } value)
                return null;
            values[column] = value;
        }

        return keys.KeyOf(values);
    }

    private string? Read(ProvisionColumn column, string cell)
    {
        if (column.Type == ColumnType.ResidentCode)
        {
            // Spreadsheets drop leading zeros.
            var digits = CompatibilityForm.Of(cell).Trim();
            if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
                return null;
            cell = digits.PadLeft(city.Document.ResidentCodeDigits, '0');
        }

        var (value, finding) = CellReading.Read(column, cell, city);
        return finding is { Disposition: FindingDisposition.Quarantined } ? null : value;
    }
}
