using System.Collections.Frozen;

namespace ChildLink.Screening.Features;

/// <summary>Which items of each provision features open: these and no others.</summary>
internal static class SourceItems
{
    /// <summary>Kinds of questions of the pupils' survey, by the beginning of their items.</summary>
    public static readonly string[] Temperatures = ["mind.temperature-morning", "mind.temperature-school", "mind.temperature-home"];

    public static readonly string[] HardAtSchool =
    [
        "mind.hard-school-arriving", "mind.hard-school-lessons", "mind.hard-school-break", "mind.hard-school-lunch", "mind.hard-school-after-school",
        "mind.hard-school-clubs",
    ];

    public static readonly string[] HardAtHome =
        ["mind.hard-home-waking", "mind.hard-home-supper", "mind.hard-home-night", "mind.hard-home-holiday", "mind.hard-home-bed"];

    public static readonly string[] Worries =
        ["mind.worry-study", "mind.worry-health", "mind.worry-friends", "mind.worry-family", "mind.worry-money", "mind.worry-future"];

    public static readonly string[] ClassWorries = ["mind.class-place", "mind.class-teasing", "mind.class-teacher", "mind.class-group", "mind.class-ignored"];

    /// <summary>What happened, as the questionnaires at check-ups ask it, and the box 'none of these'.</summary>
    public static readonly string[] SurveyEvents = ["shouted", "hit", "left-alone", "no-meal", "mouth-covered", "shaken"];

    public static readonly FrozenDictionary<string, string[]> Of = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Sources.ResidentRegister] =
        [
            "resident.household", "resident.birth-date", "resident.sex", "resident.relation", "resident.kind", "resident.became-resident-on",
            "resident.changed-on", "resident.previous-address", "resident.moved-out-on", "resident.status",
        ],
        [Sources.MovedOutList] = ["moved-out.on"],
        [Sources.ProtectionList] = ["protection.from"],
        [Sources.BirthRecord] = ["birth.mother", "birth.pregnancy", "birth.date"],
        [Sources.PregnancyNotification] = ["pregnancy.number", "pregnancy.weeks", "pregnancy.due", "pregnancy.date"],
        [Sources.PerinatalList] = ["perinatal.kind", "perinatal.date", "perinatal.due"],
        [Sources.Epds] = ["epds.date", "epds.total", "epds.item10"],
        [Sources.Bonding] = ["bonding.date", "bonding.score"],
        [Sources.Checkup4Months] = ["checkup-4m.date"],
        [Sources.Checkup18Months] = ["checkup-18m.date", "checkup-18m.obesity", "checkup-18m.decayed-teeth"],
        [Sources.Checkup3Years] = ["checkup-3y.date", "checkup-3y.obesity", "checkup-3y.decayed-teeth"],
        [Sources.Survey4Months] = Survey(Sources.Survey4Months),
        [Sources.Survey18Months] = Survey(Sources.Survey18Months),
        [Sources.Survey3Years] = Survey(Sources.Survey3Years),
        [Sources.Vaccination] = ["vaccination.vaccine", "vaccination.period", "vaccination.dose", "vaccination.date"],
        [Sources.PrematureInfantAid] = ["premature-aid.from"],
        [Sources.PublicAssistance] = ["assistance.from", "assistance.until"],
        [Sources.PhysicalCertificate] = Certificate(Sources.PhysicalCertificate),
        [Sources.MentalCertificate] = Certificate(Sources.MentalCertificate),
        [Sources.IntellectualCertificate] = Certificate(Sources.IntellectualCertificate),
        [Sources.DaySupport] = ["day-support.from"],
        [Sources.SelfSupportMedical] = ["self-support.from", "self-support.until"],
        [Sources.ChildRearingAllowance] = ["allowance.recipient", "allowance.from", "allowance.until"],
        [Sources.SpecialChildAllowance] = ["special-allowance.recipient", "special-allowance.from", "special-allowance.until"],
        [Sources.SingleParentMedicalAid] = ["single-parent-aid.from", "single-parent-aid.until"],
        [Sources.DisabilityMedicalAid] = ["disability-aid.from", "disability-aid.until"],
        [Sources.CareCertification] = ["care.from", "care.until"],
        [Sources.DevelopmentClass] = ["development-class.from"],
        [Sources.Consultation] = ["consultation.date", "consultation.first-age"],
        [Sources.CouncilCaseRegister] = ["council.from", "council.until"],
        [Sources.TemporaryCustody] = ["custody.from"],
        [Sources.SupportMeasures] = ["support.measure", "support.from"],
        [Sources.NonAttendanceList] = [],
        [Sources.SchoolAgeRegister] = ["school.school"],
        [Sources.SchoolRoster] = [],
        [Sources.Attendance] = ["attendance.absent"],
        [Sources.Lateness] = ["lateness.late"],
        [Sources.MindHealthSurvey] = [.. Temperatures, .. HardAtSchool, .. HardAtHome, .. Worries, .. ClassWorries],
        [Sources.SocialWorkerConsultation] = ["ssw.date", "ssw.home"],
        [Sources.SocialWorkerPlacement] = ["ssw-placement.school", "ssw-placement.frequency", "ssw-placement.from"],
        [Sources.WaterArrears] = ["water.oldest"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Sources whose rows name a person and not a resident: linkage says whom they are about.</summary>
    public static readonly FrozenSet<string> Linked = FrozenSet.ToFrozenSet(
        [
            Sources.NonAttendanceList, Sources.SchoolRoster, Sources.Attendance, Sources.Lateness, Sources.MindHealthSurvey,
            Sources.SocialWorkerConsultation, Sources.WaterArrears,
        ], StringComparer.Ordinal);

    private static string[] Survey(string provision) => [$"{provision}.date", $"{provision}.none", .. SurveyEvents.Select(e => $"{provision}.{e}")];

    private static string[] Certificate(string provision) => [$"{provision}.status", $"{provision}.from", $"{provision}.until"];
}
