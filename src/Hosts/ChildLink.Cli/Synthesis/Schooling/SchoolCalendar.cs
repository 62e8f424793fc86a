using ChildLink.Cli.Synthesis.Calendar;

namespace ChildLink.Cli.Synthesis.Schooling;

/// <summary>School days of each month; schools of one city share them.</summary>
internal static class SchoolCalendar
{
    // April to March; August has only the end of the summer holidays.
    private static readonly int[] Days = [16, 20, 21, 14, 3, 20, 22, 20, 17, 16, 18, 15];

    /// <summary>School days of the month <paramref name="index"/> months after April.</summary>
    public static int DaysOf(int index) => Days[index];

    /// <summary>First days of the finished months of this fiscal year; none in April.</summary>
    public static IEnumerable<DateOnly> FinishedMonths(DateOnly asOf)
    {
        var thisMonth = new DateOnly(asOf.Year, asOf.Month, 1);
        for (var month = FiscalYear.Of(asOf).FirstDay; month < thisMonth; month = month.AddMonths(1))
            yield return month;
    }
}
