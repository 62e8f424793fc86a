namespace ChildLink.Records.Linkage;

/// <summary>A rule of the cascade: which evidence it accepts, under which name.</summary>
internal sealed record RosterStage(string Method, Func<Evidence, bool> Accepts, string? Cause = null);

/// <summary>
/// The rules by which roster entries are linked, strictest first. Each links only what is unique on both sides among
/// what the stricter rules left; measured on synthetic cities, where none of them linked a wrong pupil.
/// </summary>
internal static class RosterStages
{
    /// <summary>Rules that are certain.</summary>
    public static readonly RosterStage[] Certain =
    [
        new(LinkMethods.BirthDate, e => e.School && e.Grade != Agreement.Differs && e.BirthDate == Agreement.Same && (e.Name || e.Reading)),
        new(LinkMethods.NameAndReading, e => e.School && e.Grade != Agreement.Differs && e.Name && e.Reading && e.BirthDate == Agreement.Missing),
        new(LinkMethods.NameOrReading, e => e.School && e.Grade == Agreement.Same && (e.Name || e.Reading) && e.BirthDate == Agreement.Missing),
        new(LinkMethods.BirthDateSlip, e => e.School && e.Grade == Agreement.Same && e.Name && e.Reading && e.BirthDate == Agreement.Slip),
        new(LinkMethods.OtherSchool, e => e.Name && e.Reading
            && ((e.Grade != Agreement.Differs && e.BirthDate == Agreement.Same)
                || (e.Grade == Agreement.Same && e.BirthDate == Agreement.Missing && e.Pupil.Schools.Count == 0))),
        new(LinkMethods.SurnameChanged, e => e.School && e.Grade == Agreement.Same && e.BirthDate == Agreement.Same && e.GivenName),
    ];

    /// <summary>A pupil who is linked at another school already: changed school within the year, both rosters name the pupil.</summary>
    public static readonly RosterStage Transferred = new(
        LinkMethods.Transferred, e => e.Name && e.Reading && e.Grade != Agreement.Differs && e.BirthDate == Agreement.Same);

    /// <summary>Rules that only propose: a person decides.</summary>
    public static readonly RosterStage[] Likely =
    [
        new(LinkMethods.GradeAndName, e => !e.School && e.Name && e.Reading && e.Grade == Agreement.Same && e.BirthDate == Agreement.Missing,
            LinkCauses.RegisteredAtOtherSchool),
        new(LinkMethods.GivenName, e => e.School && e.Grade == Agreement.Same && e.GivenName && e.BirthDate == Agreement.Missing,
            LinkCauses.SurnameDiffers),
    ];
}
