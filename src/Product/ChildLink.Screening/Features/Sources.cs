namespace ChildLink.Screening.Features;

/// <summary>Provisions that features come from.</summary>
public static class Sources
{
    public const string ResidentRegister = "resident-register";
    public const string MovedOutList = "moved-out-list";
    public const string ProtectionList = "address-protection-list";
    public const string BirthRecord = "birth-record";
    public const string PregnancyNotification = "pregnancy-notification";
    public const string PerinatalList = "perinatal-list";
    public const string Epds = "epds";
    public const string Bonding = "bonding";
    public const string Checkup4Months = "checkup-4m";
    public const string Checkup18Months = "checkup-18m";
    public const string Checkup3Years = "checkup-3y";
    public const string Survey4Months = "checkup-survey-4m";
    public const string Survey18Months = "checkup-survey-18m";
    public const string Survey3Years = "checkup-survey-3y";
    public const string Vaccination = "vaccination";
    public const string PrematureInfantAid = "premature-infant-aid";
    public const string PublicAssistance = "public-assistance";
    public const string PhysicalCertificate = "physical-certificate";
    public const string MentalCertificate = "mental-certificate";
    public const string IntellectualCertificate = "intellectual-certificate";
    public const string DaySupport = "day-support";
    public const string SelfSupportMedical = "self-support-medical";
    public const string ChildRearingAllowance = "child-rearing-allowance";
    public const string SpecialChildAllowance = "special-child-allowance";
    public const string SingleParentMedicalAid = "single-parent-medical-aid";
    public const string DisabilityMedicalAid = "disability-medical-aid";
    public const string CareCertification = "care-certification";
    public const string DevelopmentClass = "development-class";
    public const string Consultation = "consultation";
    public const string CouncilCaseRegister = "council-case-register";
    public const string TemporaryCustody = "temporary-custody";
    public const string SupportMeasures = "support-measures";
    public const string NonAttendanceList = "non-attendance-list";
    public const string SchoolAgeRegister = "school-age-register";
    public const string SchoolRoster = "school-roster";
    public const string Attendance = "attendance";
    public const string Lateness = "lateness";
    public const string MindHealthSurvey = "mind-health-survey";
    public const string SocialWorkerConsultation = "ssw-consultation";
    public const string SocialWorkerPlacement = "ssw-placement";
    public const string WaterArrears = "water-arrears";
}
