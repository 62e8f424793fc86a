using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Judges a file by its name, before it is opened.</summary>
internal static class FileClaims
{
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
                if (!one.Provision.Basis.IsInForce(now))
                    throw new FileRefusedException("basis_ended", $"the legal basis of provision {one.Provision.Id} is not in force.");
                return one;
            default:
                throw new InvalidOperationException("Unknown claim.");
        }
    }
}
