namespace ChildLink.Records.Linkage;

/// <summary>One way a pupil is called.</summary>
/// <param name="Whole">Folded name.</param>
/// <param name="Reading">Folded reading, or empty.</param>
/// <param name="Given">Folded given name when the source parts it from the surname by a space; else empty.</param>
/// <param name="GivenReading">Folded reading of the given name, likewise.</param>
internal sealed record PupilName(string Whole, string Reading, string Given, string GivenReading)
{
    public static PupilName Of(string? name, string? reading) =>
        new(NameFolding.Fold(name), KanaFolding.Fold(reading), NameFolding.Fold(LastPart(name)), KanaFolding.Fold(LastPart(reading)));

    /// <summary>What stands behind the last space; null without one.</summary>
    public static string? LastPart(string? text)
    {
        var parts = text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts is { Length: > 1 } ? parts[^1] : null;
    }
}

/// <summary>A resident who may sit in a school of compulsory education in one fiscal year, with everything the registers say.</summary>
/// <param name="Resident">Subject of the resident.</param>
/// <param name="Names">Every name of every register.</param>
/// <param name="BirthDates">Birth dates; several when registers disagree, none when no register has a readable one.</param>
/// <param name="Grades">Grade of the school-age register and of the cohort.</param>
/// <param name="Schools">School codes of the school-age register of that year; empty when unknown.</param>
internal sealed record Pupil(
    Guid Resident, IReadOnlyList<PupilName> Names, IReadOnlySet<DateOnly> BirthDates, IReadOnlySet<int> Grades, IReadOnlySet<string> Schools)
{
    public bool IsCalled(string foldedName, bool getaMayVanish = false) => Names.Any(n => NameFolding.Same(n.Whole, foldedName, getaMayVanish));

    public bool Reads(string foldedReading) => foldedReading.Length > 0 && Names.Any(n => n.Reading == foldedReading);

    /// <summary>Whether a name of another surname ends in a given name of this pupil, in writing and in reading.</summary>
    public bool SharesGivenName(string foldedName, string foldedReading) => Names.Any(n =>
        n.Given.Length > 0 && n.GivenReading.Length > 0
        && foldedName.EndsWith(n.Given, StringComparison.Ordinal) && foldedReading.EndsWith(n.GivenReading, StringComparison.Ordinal));
}
