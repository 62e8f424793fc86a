using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>
/// Guesses which record and which person a held-back row is about: so that a record of a full extract is not taken for
/// missing because its row was damaged, and that a damaged row about somebody who was erased is not kept. The guess never
/// changes a record.
/// </summary>
internal sealed class KeyGuess(Provision provision, City city, FileHeader header, RowKeys keys, SubjectIds subjects)
{
    private readonly int[] keyColumns = [.. keys.KeyColumns];
    private readonly int[] subjectColumns = [.. keys.SubjectColumns];
    private readonly ProvisionColumn? resident = provision.Columns.FirstOrDefault(c => c.Name == provision.ResidentColumn);

    /// <summary>The keys that the row may have; none when it names nobody.</summary>
    public IEnumerable<Guid> Of(string[] record) =>
        Shifts(record).Select(shift => Read(record, shift, keyColumns)).OfType<string[]>().Select(values => keys.KeyOf(values)).Distinct();

    /// <summary>Whom the row may be about. Where its cells moved, or the resident code cannot be read, any cell may be that code.</summary>
    public IEnumerable<Guid> SubjectsOf(string[] record)
    {
        var named = Shifts(record).Select(shift => Read(record, shift, subjectColumns)).OfType<string[]>().Select(keys.SubjectOf).ToList();
        return resident is null || (record.Length == header.Width && named.Count > 0)
            ? named
            : named.Concat(record.Where(IsLikeCode).Select(cell => Read(resident, cell)).OfType<string>().Select(code => subjects.Of(SubjectKind.Resident, code))).Distinct();
    }

    /// <summary>Counts, grades and days are no code that lost its leading zeros.</summary>
    private bool IsLikeCode(string cell) => CompatibilityForm.Of(cell).Trim().Length * 2 >= city.Document.ResidentCodeDigits;

    /// <summary>A cell too few or too many moves the cells behind it by one.</summary>
    private int[] Shifts(string[] record) => record.Length == header.Width ? [0] : record.Length < header.Width ? [0, -1] : [0, 1];

    private string[]? Read(string[] record, int shift, int[] columns)
    {
        var values = new string[provision.Columns.Count];
        foreach (var column in columns)
        {
            var at = header.Positions[column] + shift;
            if (at < 0 || at >= record.Length || Read(provision.Columns[column], record[at]) is not { } value)
                return null;
            values[column] = value;
        }

        return values;
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
