namespace ChildLink.Privacy;

/// <summary>Calendar days in Japan (UTC+9, no daylight saving): a day begins and ends at 00:00 there.</summary>
public static class JapanDay
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>What is wrong with a day that is not usable.</summary>
    public const string Bounds = "must lie between 1900-01-01 and 2200-12-31.";

    /// <summary>
    /// Whether a day or instant lies in the years 1900 to 2200 (no day: yes). Nothing in these records is older or later, and what lies
    /// beyond is a slip that arithmetic on days may not survive.
    /// </summary>
    public static bool IsUsable(DateOnly? day) => day is not { Year: < FirstYear or > LastYear };

    /// <inheritdoc cref="IsUsable(DateOnly?)"/>
    public static bool IsUsable(DateTimeOffset instant) => instant.UtcDateTime.Year is >= FirstYear and <= LastYear;

    /// <summary>The day in Japan at an instant.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a day begins.</summary>
    public static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);
}
