namespace ChildLink.Records.Linkage;

/// <summary>Names of the rules that decide, as they stand in exports. The rules themselves are where each is used.</summary>
public static class LinkMethods
{
    public const string BirthDate = "school-grade-birth-date";
    public const string NameAndReading = "school-grade-name-reading";
    public const string NameOrReading = "school-grade-name";
    public const string BirthDateSlip = "school-grade-name-reading-date-slip";
    public const string OtherSchool = "name-reading-birth-date";
    public const string SurnameChanged = "school-grade-birth-date-given-name";
    public const string Transferred = "transferred-name-reading-birth-date";
    public const string RosterNumber = "roster-number-name";
    public const string RosterNumberOtherMonths = "roster-number-other-months";
    public const string RosterName = "roster-name";
    public const string RosterChildlikeName = "roster-name-as-children-write";
    public const string RosterGivenName = "roster-given-name-alone";
    public const string RegisterName = "school-grade-name-not-on-roster";
    public const string GradeAndName = "grade-name";
    public const string GivenName = "school-grade-given-name";
    public const string BirthRecord = "birth-record";
    public const string BirthRecordSiblings = "birth-record-multiple";
    public const string HouseholdOfUser = "user-kana-place";
    public const string None = "none";
}

/// <summary>Why a record is queued or absent.</summary>
public static class LinkCauses
{
    public const string RegisteredAtOtherSchool = "REGISTERED_AT_OTHER_SCHOOL";
    public const string SurnameDiffers = "SURNAME_DIFFERS";
    public const string Ambiguous = "AMBIGUOUS";
    public const string Contested = "CONTESTED";
    public const string BirthDateDiffers = "BIRTH_DATE_DIFFERS";
    public const string NameBlank = "NAME_BLANK";
    public const string NoRegisterEntry = "NO_REGISTER_ENTRY";
    public const string RosterEntryNotLinked = "ROSTER_ENTRY_NOT_LINKED";
    public const string NameDiffers = "NAME_DIFFERS";
    public const string NumberDiffers = "NUMBER_DIFFERS";
    public const string NotOnRoster = "NOT_ON_ROSTER";
    public const string NoBirthRecord = "NO_BIRTH_RECORD";
    public const string DateMissing = "DATE_MISSING";
    public const string NameShortened = "NAME_SHORTENED";
    public const string PlaceDiffers = "PLACE_DIFFERS";
    public const string NoChildInHousehold = "NO_CHILD_IN_HOUSEHOLD";
    public const string NoHousehold = "NO_HOUSEHOLD";
}
