using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>Draws a year of absence: colds for all, refusal for some, more of both where the strain is high.</summary>
internal sealed class AbsencePattern(SeededRandom random, DateOnly asOf)
{
    private readonly DateOnly[] _months = [.. SchoolCalendar.FinishedMonths(asOf)];

    public Attendance Draw(Person pupil)
    {
        var refuses = random.Chance(RefusalRisk(pupil.Child!));
        var onset = refuses ? Math.Max(0, random.Between(-5, 6)) : int.MaxValue;
        var depth = 0.22 + (0.7 * random.Unit() * random.Unit());
        var months = new MonthOfAbsence?[_months.Length];
        for (var index = 0; index < months.Length; index++)
        {
            if (InCity(pupil, _months[index]))
                months[index] = index >= onset ? Refusing(index, depth) : Ordinary(index, pupil.Child!.Strain);
        }

        return new Attendance(months);
    }

    private static bool InCity(Person pupil, DateOnly month)
        => (pupil.MovedOutOn is not { } left || left >= month)
            && (pupil.Household.MovedInOn is not { } came || came < month.AddMonths(1) || pupil.Birth >= came);

    private static double RefusalRisk(ChildTraits child)
    {
        var risk = child.Strain switch
        {
            > 2 => 0.6,
            > 1.5 => 0.36,
            > 1 => 0.14,
            > 0 => 0.05,
            _ => 0.018,
        };
        return child.Placement!.School.Kind == SchoolKind.JuniorHigh ? 2 * risk : risk;
    }

    private MonthOfAbsence Refusing(int index, double depth)
    {
        var days = SchoolCalendar.DaysOf(index);
        var share = Math.Clamp(depth + (0.25 * (random.Unit() - 0.4)), 0, 1);
        var absent = (int)(days * share);
        return new MonthOfAbsence(absent, random.Below((absent / 2) + 1), 0);
    }

    private MonthOfAbsence Ordinary(int index, double strain)
    {
        var days = SchoolCalendar.DaysOf(index);
        var absent = strain > 1 ? random.Weighted(55, 25, 12, 5, 3) : random.Weighted(79, 16, 4, 1);
        absent = Math.Min(absent, days);
        var excused = absent < days && random.Chance(0.004) ? random.Between(1, Math.Min(3, days - absent)) : 0;
        return new MonthOfAbsence(absent, random.Chance(0.9) ? absent : 0, excused);
    }
}
