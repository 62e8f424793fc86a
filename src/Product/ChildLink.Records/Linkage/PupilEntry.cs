using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>One row that names a pupil by school, place on the roster and name: attendance, lateness, what pupils fill in themselves.</summary>
/// <param name="Reading">The name's folded reading where it is written in kana only, else empty.</param>
/// <param name="Month"><c>yyyyMM</c>, or empty for a list of a whole year.</param>
internal sealed record PupilEntry(
    string Provision, Guid Key, string? School, int? Grade, string Class, int? Number, string Name, string Reading, string Month)
{
    private static readonly string[] Titles = ["です", "さん", "くん", "ちゃん"];

    /// <summary>The complete seat, or null when a part is missing.</summary>
    public Seat? Seat => School is not null && Grade is { } grade && Class.Length > 0 && Number is { } number ? new Seat(School, grade, Class, number) : null;

    /// <summary>Who the row is to a reader: the same place and name in several months is one person.</summary>
    public (string?, int?, string, int?, string) Person => (School, Grade, Class, Number, Name);

    public static PupilEntry Of(CurrentRecord row, PupilSource source, GradeScale grades)
    {
        var school = source.SchoolInRow ? row[$"{source.Items}.school"] : row.File.GetValueOrDefault("school");
        var name = row[$"{source.Items}.name"];
        return new PupilEntry(
            source.Provision, row.Key, school, grades.At(school, row.Number($"{source.Items}.grade")), ClassName.Fold(row[$"{source.Items}.class"]),
            row.Number($"{source.Items}.number"), WithoutTitle(NameFolding.Fold(name)), KanaFolding.OnlyKana(WithoutTitle(NameFolding.Fold(name))), row.File.GetValueOrDefault("month") ?? "");
    }

    // Children write themselves 杏さん or 杏です.
    private static string WithoutTitle(string name) =>
        Array.Find(Titles, t => name.Length > t.Length + 1 && name.EndsWith(t, StringComparison.Ordinal)) is { } title ? name[..^title.Length] : name;

    /// <summary>Whether the parts of a roster entry agree with those this row has, and the name is one of that pupil.</summary>
    public bool Fits(RosterEntry entry, Verdict verdict) => Sits(entry) && Names(entry, verdict);

    /// <summary>Whether the parts of a roster entry agree, and the name is one of its pupil as children write it.</summary>
    public bool FitsAsWrittenByAChild(RosterEntry entry, Verdict verdict) =>
        Sits(entry) && verdict.Status == LinkStatus.Linked && verdict.Pupil!.IsCalledByAChild(Name);

    /// <summary>Whether the parts of a roster entry agree, and the name is one of its pupil in short.</summary>
    public bool FitsShort(RosterEntry entry, Verdict verdict) =>
        Sits(entry) && verdict.Status == LinkStatus.Linked && verdict.Pupil!.IsCalledShort(Name);

    /// <summary>
    /// Whether the row names the class, the roster entry is of it, and the name is the given name of its pupil alone.
    /// </summary>
    public bool FitsByGivenName(RosterEntry entry, Verdict verdict) =>
        Grade is not null && Class.Length > 0 && Sits(entry) && verdict.Status == LinkStatus.Linked && verdict.Pupil!.IsCalledByGivenName(Name);

    /// <summary>Whether a roster entry is of the same grade and class, as far as it says.</summary>
    public bool MaySitWith(RosterEntry entry) =>
        (entry.Grade is null || entry.Grade == Grade) && (entry.Class.Length == 0 || entry.Class == Class);

    /// <summary>Whether the name is that of the roster entry or of the resident it is linked to.</summary>
    public bool Names(RosterEntry entry, Verdict verdict) =>
        NameFolding.Same(Name, entry.Name, getaMayVanish: true)
        || (Reading.Length > 0 && Reading == entry.Reading)
        || (verdict.Status == LinkStatus.Linked && (verdict.Pupil!.IsCalled(Name, getaMayVanish: true) || verdict.Pupil.Reads(Reading)));

    /// <summary>Whether the parts of a seat that both this row and a roster entry have agree.</summary>
    public bool Sits(RosterEntry entry) =>
        (Grade is null || entry.Grade is null || Grade == entry.Grade)
        && (Class.Length == 0 || entry.Class.Length == 0 || Class == entry.Class)
        && (Number is null || entry.Number is null || Number == entry.Number);
}
