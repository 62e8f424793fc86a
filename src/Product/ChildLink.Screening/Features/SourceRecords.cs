using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Screening.Features;

/// <summary>Provisions that features come from.</summary>
public static class Sources
{
    public const string ResidentRegister = "resident-register";
    public const string MovedOutList = "moved-out-list";
    public const string BirthRecord = "birth-record";
    public const string Epds = "epds";
    public const string ChildRearingAllowance = "child-rearing-allowance";
    public const string CouncilCaseRegister = "council-case-register";
    public const string NonAttendanceList = "non-attendance-list";
    public const string SchoolRoster = "school-roster";
    public const string Attendance = "attendance";
}

/// <summary>All records a run works on, opened, with what could not be had.</summary>
public sealed record SourceRecords
{
    /// <summary>住民記録.</summary>
    public IReadOnlyList<CurrentRecord> Residents { get; init; } = [];

    /// <summary>転出者一覧.</summary>
    public IReadOnlyList<CurrentRecord> MovedOut { get; init; } = [];

    /// <summary>出生時届出, under the child.</summary>
    public IReadOnlyList<CurrentRecord> Births { get; init; } = [];

    /// <summary>産婦健診 EPDS, under the mother.</summary>
    public IReadOnlyList<CurrentRecord> Epds { get; init; } = [];

    /// <summary>児童扶養手当, under the child.</summary>
    public IReadOnlyList<CurrentRecord> Allowances { get; init; } = [];

    /// <summary>要対協ケース進行管理台帳, under the child.</summary>
    public IReadOnlyList<CurrentRecord> CouncilCases { get; init; } = [];

    /// <summary>不登校傾向児童生徒一覧.</summary>
    public IReadOnlyList<LinkedRecord> NonAttendance { get; init; } = [];

    /// <summary>児童生徒名簿 and 出欠: who is known to the schools.</summary>
    public IReadOnlyList<LinkedRecord> Pupils { get; init; } = [];

    /// <summary>
    /// Provisions that gave nothing: not in the city, basis ended, purpose not named, or nothing delivered (or linked) yet.
    /// What needs them is unknown for everybody, never 'no'.
    /// </summary>
    public required IReadOnlySet<string> Unreadable { get; init; }

    /// <summary>Identity of the resident with a resident code.</summary>
    public required Func<string, Guid> ResidentOf { get; init; }
}
