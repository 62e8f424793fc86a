using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>Gathers what registers say about one pupil. The order of rows makes no difference to the result.</summary>
internal sealed class PupilDraft(Guid resident)
{
    private readonly HashSet<PupilName> names = [];
    private readonly HashSet<DateOnly> birthDates = [];
    private readonly HashSet<int> grades = [];
    private readonly HashSet<string> schools = new(StringComparer.Ordinal);

    public Guid Resident => resident;

    public void AddRegister(CurrentRecord row, int fiscalYear, GradeScale scale)
    {
        names.Add(PupilName.Of(row["school.name"], row["school.kana"]));
        if (scale.At(row["school.school"], row.Number("school.grade")) is { } grade)
            grades.Add(grade);
        if (row["school.school"] is { } school)
            schools.Add(school);
        if (row.Day("school.birth-date") is not { } birth)
            return;
        birthDates.Add(birth);
        if (SchoolYear.Grade(birth, fiscalYear) is { } cohort)
            grades.Add(cohort);
    }

    public void AddResident(CurrentRecord row, int? grade)
    {
        var (name, kana) = (row["resident.name"], row["resident.kana"]);
        names.Add(PupilName.Of(name, kana));
        if (row["resident.alias"] is { } alias)
            names.Add(PupilName.Of(alias, row["resident.alias-kana"]));
        if (row["resident.former-surname"] is { } former && PupilName.LastPart(name) is { } given)
            names.Add(PupilName.Of(former + given, null));
        if (row.Day("resident.birth-date") is { } birth)
            birthDates.Add(birth);
        if (grade is { } known)
            grades.Add(known);
    }

    public Pupil Finish() => new(resident, [.. names], birthDates, grades, schools);
}
