namespace ChildLink.Screening.Features;

/// <summary>学齢: completed age on 1 April after a day. A first-grader is 7, a ninth-grader 15 (学校教育法17条).</summary>
public static class SchoolAge
{
    /// <summary>First school age with compulsory schooling.</summary>
    public const int FirstAtSchool = 7;

    /// <summary>Last school age with compulsory schooling.</summary>
    public const int LastAtSchool = 15;

    /// <summary>Last school age that counts as a child.</summary>
    public const int LastOfChildhood = 18;

    /// <summary>School age of a person on a day; below 0 for who is born after the 1 April that follows.</summary>
    public static int On(DateOnly day, DateOnly birth)
    {
        // 1 April itself begins a new fiscal year. Plain numbers, because the year after the last of the calendar is no date.
        var april = day.Month >= 4 ? day.Year + 1 : day.Year;
        return april - birth.Year - (birth.Month > 4 || (birth.Month == 4 && birth.Day > 1) ? 1 : 0);
    }

    /// <summary>Completed years between birth and a day, 0 or more when <paramref name="day"/> is not before birth.</summary>
    public static int CompletedYears(DateOnly birth, DateOnly day) =>
        day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);
}
