using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>One row that names a pupil by school, place on the roster and name: attendance, or the list of those who do not attend.</summary>
/// <param name="Month"><c>yyyyMM</c>, or empty for a list of a whole year.</param>
internal sealed record AttendanceEntry(
    string Provision, Guid Key, string? School, int? Grade, string Class, int? Number, string Name, string Month)
{
    /// <summary>The complete seat, or null when a part is missing.</summary>
    public Seat? Seat => School is not null && Grade is { } grade && Class.Length > 0 && Number is { } number ? new Seat(School, grade, Class, number) : null;

    /// <summary>Who the row is to a reader: the same place and name in several months is one person.</summary>
    public (string?, int?, string, int?, string) Person => (School, Grade, Class, Number, Name);

    public static AttendanceEntry OfAttendance(CurrentRecord row, GradeScale grades) => new(
        SourceProvisions.Attendance, row.Key, row.File.GetValueOrDefault("school"),
        grades.At(row.File.GetValueOrDefault("school"), row.Number("attendance.grade")), ClassName.Fold(row["attendance.class"]),
        row.Number("attendance.number"), NameFolding.Fold(row["attendance.name"]), row.File.GetValueOrDefault("month") ?? "");

    public static AttendanceEntry OfNonAttendance(CurrentRecord row, GradeScale grades) => new(
        SourceProvisions.NonAttendanceList, row.Key, row["refusal.school"], grades.At(row["refusal.school"], row.Number("refusal.grade")),
        ClassName.Fold(row["refusal.class"]), null, NameFolding.Fold(row["refusal.name"]), "");

    /// <summary>Whether the parts of a roster entry agree with those this row has, and the name is one of that pupil.</summary>
    public bool Fits(RosterEntry entry, Verdict verdict) =>
        (Grade is null || entry.Grade is null || Grade == entry.Grade)
        && (Class.Length == 0 || entry.Class.Length == 0 || Class == entry.Class)
        && (Number is null || entry.Number is null || Number == entry.Number)
        && Names(entry, verdict);

    /// <summary>Whether the name is that of the roster entry or of the resident it is linked to.</summary>
    public bool Names(RosterEntry entry, Verdict verdict) =>
        NameFolding.Same(Name, entry.Name, getaMayVanish: true)
        || (verdict.Status == LinkStatus.Linked && verdict.Pupil!.IsCalled(Name, getaMayVanish: true));
}

/// <summary>Provisions whose records linkage connects.</summary>
internal static class SourceProvisions
{
    public const string SchoolRoster = "school-roster";
    public const string Attendance = "attendance";
    public const string NonAttendanceList = "non-attendance-list";
    public const string Epds = "epds";
}
