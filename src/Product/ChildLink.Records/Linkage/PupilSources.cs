using System.Collections.Frozen;

namespace ChildLink.Records.Linkage;

/// <summary>How a source names a pupil without a resident code.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Items">What its items begin with: <c>attendance</c> for <c>attendance.name</c>.</param>
/// <param name="SchoolInRow">Whether the school stands in the row and not in the name of the file.</param>
/// <param name="HasClass">Whether rows say the class.</param>
/// <param name="HasNumber">Whether rows say the number on the roster.</param>
public sealed record PupilSource(string Provision, string Items, bool SchoolInRow = false, bool HasClass = true, bool HasNumber = true)
{
    /// <summary>Every source whose rows name pupils through place and name, besides the roster itself.</summary>
    public static IReadOnlyList<PupilSource> All { get; } =
    [
        new(SourceProvisions.Attendance, "attendance"),
        new(SourceProvisions.NonAttendanceList, "refusal", SchoolInRow: true, HasNumber: false),
        new(SourceProvisions.Lateness, "lateness"),
        new(SourceProvisions.SchoolHealthCheck, "school-health"),
        new(SourceProvisions.MindHealthSurvey, "mind", HasNumber: false),
        new(SourceProvisions.LifestyleSurvey, "lifestyle"),
        new(SourceProvisions.SocialWorkerConsultation, "ssw", SchoolInRow: true, HasClass: false, HasNumber: false),
    ];

    internal static FrozenDictionary<string, PupilSource> ByProvision { get; } = All.ToFrozenDictionary(s => s.Provision, StringComparer.Ordinal);

    /// <summary>Items that linkage opens, and no others.</summary>
    public IReadOnlyList<string> Opened { get; } =
    [
        $"{Items}.grade", $"{Items}.name", .. SchoolInRow ? [$"{Items}.school"] : Array.Empty<string>(), .. HasClass ? [$"{Items}.class"] : Array.Empty<string>(),
        .. HasNumber ? [$"{Items}.number"] : Array.Empty<string>(),
    ];
}

/// <summary>Provisions whose records linkage connects.</summary>
internal static class SourceProvisions
{
    public const string SchoolRoster = "school-roster";
    public const string Attendance = "attendance";
    public const string NonAttendanceList = "non-attendance-list";
    public const string Lateness = "lateness";
    public const string SchoolHealthCheck = "school-health-check";
    public const string MindHealthSurvey = "mind-health-survey";
    public const string LifestyleSurvey = "lifestyle-survey";
    public const string SocialWorkerConsultation = "ssw-consultation";
    public const string Epds = "epds";
    public const string Bonding = "bonding";
    public const string PerinatalList = "perinatal-list";
    public const string WaterArrears = "water-arrears";
}
