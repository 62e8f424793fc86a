using System.Globalization;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>The month or fiscal year that a file is about, as its name says: days in [From, Until).</summary>
internal sealed record FilePeriod(DateOnly From, DateOnly Until)
{
    /// <summary>Null when the name says none, or says what is no month or year.</summary>
    public static FilePeriod? Of(FileNameParts parts)
    {
        if (parts.Month is { } text)
            return DateOnly.TryParseExact(text, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? new FilePeriod(month, month.AddMonths(1)) : null;
        var year = parts.Fy is { } fy ? int.Parse(fy, NumberStyles.None, CultureInfo.InvariantCulture) : EraYear(parts.Year);
        return year is { } y and >= 1 and < 9999 ? new FilePeriod(new DateOnly(y, 4, 1), new DateOnly(y + 1, 4, 1)) : null;
    }

    /// <summary>Whether the name says a period, readable or not.</summary>
    public static bool IsNamed(FileNameParts parts) => parts.Month is not null || parts.Fy is not null || parts.Year is not null;

    // Departments name the whole fiscal year 2019 R01.
    private static int? EraYear(string? mark)
    {
        if (mark is null)
            return null;
        var year = int.Parse(mark.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (year == 0)
            return null;
        return mark[0] switch
        {
            'R' => 2018 + year,
            'H' => 1988 + year,
            _ => 1925 + year,
        };
    }
}
