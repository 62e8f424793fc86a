namespace ChildLink.Records.Linkage;

/// <summary>One way a pupil is called.</summary>
/// <param name="Whole">Folded name.</param>
/// <param name="Reading">Folded reading, or empty.</param>
/// <param name="Given">Folded given name when the source parts it from the surname by a space; else empty.</param>
/// <param name="GivenReading">Folded reading of the given name, likewise.</param>
internal sealed record PupilName(string Whole, string Reading, string Given, string GivenReading)
{
    private string Surname => Whole[..^Given.Length];

    private string SurnameReading => Reading[..^GivenReading.Length];

    public static PupilName Of(string? name, string? reading) =>
        new(NameFolding.Fold(name), KanaFolding.Fold(reading), NameFolding.Fold(LastPart(name)), KanaFolding.Fold(LastPart(reading)));

    /// <summary>
    /// Whether a folded name is this name in the way of children: one part as it is and the other in kana (山本ちはる,
    /// やまもと千晴), or the given name first.
    /// </summary>
    public bool IsChildlike(string foldedName)
    {
        if (Given.Length == 0 || GivenReading.Length == 0 || Surname.Length == 0 || SurnameReading.Length == 0)
            return false;
        return foldedName == Given + Surname
            || (StartsLike(foldedName, Surname) && KanaFolding.OnlyKana(foldedName[Surname.Length..]) == GivenReading)
            || (foldedName.EndsWith(Given, StringComparison.Ordinal) && KanaFolding.OnlyKana(foldedName[..^Given.Length]) == SurnameReading);
    }

    /// <summary>Whether a folded name is this given name alone, as it is or in kana.</summary>
    public bool IsGivenAlone(string foldedName) =>
        Given.Length > 0 && (foldedName == Given || (GivenReading.Length > 0 && KanaFolding.OnlyKana(foldedName) == GivenReading));

    /// <summary>Whether a folded name is this name without one of its characters.</summary>
    public bool LacksACharacter(string foldedName) =>
        Whole.Length > 2 && foldedName.Length == Whole.Length - 1 && Enumerable.Range(0, Whole.Length).Any(i => Whole.Remove(i, 1) == foldedName);

    private static bool StartsLike(string name, string surname) => name.Length > surname.Length && NameFolding.Same(name[..surname.Length], surname);

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

    /// <summary>Whether a name of this pupil is written partly in kana or with the given name first.</summary>
    public bool IsCalledByAChild(string foldedName) => Names.Any(n => n.IsChildlike(foldedName));

    /// <summary>Whether a name of this pupil is written short: the given name alone, or with a character missing.</summary>
    public bool IsCalledShort(string foldedName) => Names.Any(n => n.IsGivenAlone(foldedName) || n.LacksACharacter(foldedName));

    /// <summary>Whether a folded name is a given name of this pupil alone.</summary>
    public bool IsCalledByGivenName(string foldedName) => Names.Any(n => n.IsGivenAlone(foldedName));

    /// <summary>Whether this pupil and another have a given name that is written or read the same.</summary>
    public bool SharesGivenNameWith(Pupil other) => Names.Any(n => n.Given.Length > 0
        && other.Names.Any(o => o.Given == n.Given || (n.GivenReading.Length > 0 && o.GivenReading == n.GivenReading)));

    /// <summary>Whether a whole name or reading of somebody else ends in a given name of this pupil.</summary>
    public bool MayBeGivenNameOf(string foldedName, string foldedReading) => Names.Any(n => n.Given.Length > 0
        && (foldedName.EndsWith(n.Given, StringComparison.Ordinal) || (n.GivenReading.Length > 0 && foldedReading.EndsWith(n.GivenReading, StringComparison.Ordinal))));

    public bool Reads(string foldedReading) => foldedReading.Length > 0 && Names.Any(n => n.Reading == foldedReading);

    /// <summary>Whether a name of another surname ends in a given name of this pupil, in writing and in reading.</summary>
    public bool SharesGivenName(string foldedName, string foldedReading) => Names.Any(n =>
        n.Given.Length > 0 && n.GivenReading.Length > 0
        && foldedName.EndsWith(n.Given, StringComparison.Ordinal) && foldedReading.EndsWith(n.GivenReading, StringComparison.Ordinal));
}
