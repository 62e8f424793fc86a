using ChildLink.Cli.Synthesis.Calendar;
using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Welfare;

/// <summary>Which difficulty a consultation is about, given what the child's life looks like.</summary>
internal readonly struct DifficultyChoice(SeededRandom random)
{
    private const int InfancyDays = 540;

    public Difficulty For(Person child, FiscalYear year, DateOnly day)
    {
        var age = year.SchoolAge(child.Birth);
        var carer = age >= 8 && (child.Household.SingleParent || child.Household.WithGrandparents);
        return random.Weighted(
            42,
            child.Child!.Developmental ? 60 : 10,
            NonAttendanceWeight(child, age),
            child.Household.SingleParent ? 34 : 7,
            carer ? 12 : 2,
            day.DayNumber - child.Birth.DayNumber < InfancyDays ? 22 : 0) switch
        {
            0 => Difficulty.Abuse,
            1 => Difficulty.Developmental,
            2 => Difficulty.NonAttendance,
            3 => Difficulty.Poverty,
            4 => Difficulty.YoungCarer,
            _ => Difficulty.PostpartumDepression,
        };
    }

    private static int NonAttendanceWeight(Person child, int age)
    {
        if (age < 6)
            return 0;
        return child.Child!.Attendance?.Total >= 30 ? 90 : 8;
    }
}
