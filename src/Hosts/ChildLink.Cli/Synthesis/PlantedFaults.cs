namespace ChildLink.Cli.Synthesis;

/// <summary>Faults that were planted on purpose, counted in rows; a row has at most one.</summary>
/// <param name="BadDates">A date that is no day of the calendar.</param>
/// <param name="WrongWidths">A cell too many or too few.</param>
/// <param name="BadBytes">Bytes that are no character of the file's encoding.</param>
/// <param name="BadKeys">A resident code that lost its leading zeros or a digit, is missing, or holds words.</param>
/// <param name="WideKeys">A resident code in full-width digits, which can be repaired.</param>
/// <param name="BadSchoolCodes">A school code that no school has.</param>
/// <param name="Repeats">The row above once more.</param>
public sealed record PlantedFaults(
    int BadDates = 0, int WrongWidths = 0, int BadBytes = 0, int BadKeys = 0, int WideKeys = 0, int BadSchoolCodes = 0, int Repeats = 0)
{
    /// <summary>Rows that a careful import holds back.</summary>
    public int Held => BadDates + WrongWidths + BadBytes + BadKeys + BadSchoolCodes;

    /// <summary>The faults of two files together.</summary>
    public PlantedFaults Plus(PlantedFaults other) => new(
        BadDates + other.BadDates,
        WrongWidths + other.WrongWidths,
        BadBytes + other.BadBytes,
        BadKeys + other.BadKeys,
        WideKeys + other.WideKeys,
        BadSchoolCodes + other.BadSchoolCodes,
        Repeats + other.Repeats);
}
