using System.Globalization;

namespace ChildLink.Records.Linkage;

/// <summary>Fiscal years (April to March, named by the year of their April) and the grades children reach in them.</summary>
public static class SchoolYear
{
    /// <summary>The fiscal year that contains a day.</summary>
    public static int Of(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>
    /// Grade 1–9 of a child in a fiscal year, by cohort (2 April to 1 April; School Education Act, article 17);
    /// null before and after compulsory school.
    /// </summary>
    public static int? Grade(DateOnly birth, int fiscalYear) =>
        CohortAge(birth, fiscalYear) - 6 is var grade and >= 1 and <= 9 ? grade : null;

    /// <summary>Age that a cohort (2 April to 1 April) completes in a fiscal year: 7 in the first grade, below 0 for who is born later.</summary>
    public static int CohortAge(DateOnly birth, int fiscalYear) =>
        fiscalYear - (birth.Month > 4 || (birth.Month == 4 && birth.Day >= 2) ? birth.Year : birth.Year - 1);

    /// <summary>The fiscal year that a file name carries as <c>fy</c> (2024), <c>year</c> (R06) or <c>month</c> (202501); null if none.</summary>
    public static int? OfFile(IReadOnlyDictionary<string, string> file)
    {
        if (file.TryGetValue("fy", out var fy) && Number(fy) is { } western)
            return western;
        if (file.TryGetValue("year", out var era) && era.Length > 1 && Number(era[1..]) is { } year)
            return year + era[0] switch { 'R' => 2018, 'H' => 1988, _ => 1925 };
        if (file.TryGetValue("month", out var month)
            && DateOnly.TryParseExact(month, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return Of(first);
        return null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
