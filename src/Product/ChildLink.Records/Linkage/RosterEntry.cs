using ChildLink.Records.Store;

namespace ChildLink.Records.Linkage;

/// <summary>A place on a roster. Numbers are given anew every fiscal year.</summary>
internal readonly record struct Seat(string School, int Grade, string Class, int Number);

/// <summary>One pupil as a roster names them; rows that say the same are one entry.</summary>
internal sealed record RosterEntry(
    string? School, int? Grade, string Class, int? Number, string Name, string Reading, DateOnly? BirthDate)
{
    /// <summary>The complete seat, or null when a part is missing.</summary>
    public Seat? Seat => School is not null && Grade is { } grade && Class.Length > 0 && Number is { } number ? new Seat(School, grade, Class, number) : null;

    public static RosterEntry Of(CurrentRecord row, GradeScale grades) => new(
        row.File.GetValueOrDefault("school"), grades.At(row.File.GetValueOrDefault("school"), row.Number("roster.grade")), ClassName.Fold(row["roster.class"]), row.Number("roster.number"),
        NameFolding.Fold(row["roster.name"]), KanaFolding.Fold(row["roster.kana"]), row.Day("roster.birth-date"));
}

/// <summary>Names of classes: <c>1</c>, <c>1組</c> and <c>１組</c> are one class.</summary>
internal static class ClassName
{
    public static string Fold(string? text) => NameFolding.Fold(text).TrimEnd('組');
}
