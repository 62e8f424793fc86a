using System.Collections.Frozen;
using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>How one item of the city's table becomes a cell.</summary>
/// <param name="Code">Item code of Sado's table 3-2.</param>
/// <param name="Needs">Provisions without which nobody's cell is known.</param>
/// <param name="Uses">Further provisions that are evidence where they can be read.</param>
/// <param name="Of">The cell of a child.</param>
internal sealed record ItemRule(string Code, string[] Needs, string[] Uses, Func<ItemRules, Child, Cell> Of)
{
    private static readonly ItemRule[] All =
    [
        new("F01", [Sources.ResidentRegister], [], static (_, c) => Cell.Known(c.SchoolAge)),
        new("F03", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.Foreign(c)),
        new("F05", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.MovedIn(c)),
        new("F07", [Sources.ResidentRegister, Sources.BirthRecord, Sources.Epds], [], static (r, c) => r.Birth.Epds(c)),
        new("F08", [Sources.ResidentRegister, Sources.BirthRecord, Sources.Epds], [], static (r, c) => r.Birth.EpdsItem10(c)),
        new("F10", [Sources.ResidentRegister, Sources.BirthRecord], [], static (r, c) => r.Birth.YoungMother(c)),
        new("F38", [Sources.ResidentRegister, Sources.ChildRearingAllowance], [], static (r, c) => r.Household.Allowance(c)),
        new("F39", [Sources.ResidentRegister, Sources.NonAttendanceList], [Sources.SchoolRoster, Sources.Attendance], static (r, c) => r.History.NonAttendance(c)),
        new("F45", [Sources.ResidentRegister, Sources.CouncilCaseRegister], [], static (r, c) => r.History.Council(c)),
        new("F46", [Sources.ResidentRegister, Sources.CouncilCaseRegister], [], static (r, c) => r.Household.AdultKnownToCouncil(c)),
        new("F52", [Sources.ResidentRegister], [], static (_, c) => HouseholdItems.ManyChildrenInHousehold(c)),
        new("F53", [Sources.ResidentRegister, Sources.BirthRecord], [], static (r, c) => r.Birth.OlderMother(c)),
    ];

    /// <summary>Every item the product can make, by code.</summary>
    public static FrozenDictionary<string, ItemRule> ByCode { get; } = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);
}

/// <summary>What the rules look into, prepared once per run.</summary>
internal sealed class ItemRules(Town town, SourceRecords sources)
{
    public BirthItems Birth { get; } = new(town, sources);

    public HouseholdItems Household { get; } = new(town, sources);

    public HistoryItems History { get; } = new(town, sources);
}
