namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>Absence of one pupil, by months after April; a null month is one the pupil was not in the city.</summary>
internal sealed class Attendance(MonthOfAbsence?[] months)
{
    public int Total { get; } = months.Sum(month => month?.Absent ?? 0);

    public MonthOfAbsence? this[int index] => months[index];
}

/// <summary>Days of one month.</summary>
/// <param name="Absent">欠席日数.</param>
/// <param name="Ill">うち病欠, at most <paramref name="Absent"/>.</param>
/// <param name="Excused">出停忌引, counted apart.</param>
internal readonly record struct MonthOfAbsence(int Absent, int Ill, int Excused);
