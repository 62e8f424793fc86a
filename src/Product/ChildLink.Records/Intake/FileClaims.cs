using ChildLink.Privacy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Judges a file by its name, before it is opened.</summary>
internal static class FileClaims
{
    private const int LongestAhead = 31;
    private const int LongestBack = 50;

    /// <summary>The one provision that claims the file, with what the name says.</summary>
    /// <exception cref="FileRefusedException">Nobody claims it, or two do, or what the name says cannot be.</exception>
    public static FileClaim.One Of(City city, DeliveredFile file, DateTimeOffset now)
    {
        switch (city.Claim(file.Name))
        {
            case FileClaim.Nobody:
                throw new FileRefusedException("no_provision", "no provision claims this file name; nothing is stored without one.");
            case FileClaim.Several several:
                throw new FileRefusedException("several_provisions", $"claimed by {string.Join(", ", several.Provisions)}; make the file patterns distinct.");
            case FileClaim.One one:
                if (one.Parts.School is { } school && !city.KnowsSchool(school))
                    throw new FileRefusedException(FindingRules.UnknownSchoolCode, "the school code in the file name is not in the list of schools in city.yaml.");
                if (one.Provision.BasisAt(now) is null)
                    throw new FileRefusedException("basis_ended", $"the legal basis of provision {one.Provision.Id} is not in force.");
                CheckTime(one.Parts, JapanDay.Of(now));
                return one;
            default:
                throw new InvalidOperationException("Unknown claim.");
        }
    }

    /// <summary>A slip in the name would put a whole file into another time.</summary>
    private static void CheckTime(FileNameParts parts, DateOnly today)
    {
        if (parts.Date is { } date && (date > today.AddDays(LongestAhead) || date < today.AddYears(-LongestBack)))
            throw new FileRefusedException("implausible_date", $"the day in the file name lies more than {LongestAhead} days ahead or {LongestBack} years back; the day of the extract would be right.");
        if (!FilePeriod.IsNamed(parts))
            return;
        if (FilePeriod.Of(parts) is not { } period || period.From > today.AddYears(1) || period.Until < today.AddYears(-LongestBack))
            throw new FileRefusedException(
                "implausible_period", $"the year or month in the file name is none, or lies more than one year ahead or {LongestBack} years back; R06, 2024 or 202412 would be right.");
    }
}
