using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>Items of the household: F03 foreign national, F05 moved in, F38 allowance, F46 council history of an adult, F52 many children.</summary>
internal sealed class HouseholdItems(Town town, SourceRecords sources)
{
    private const int ManyChildren = 3;

    private readonly HashSet<Guid> supported = InReceipt(town.Day, sources);
    private readonly HashSet<Guid> knownToCouncil = HistoryItems.KnownToCouncil(town.Day, sources);

    /// <summary>F03: 外国人 in the household.</summary>
    public static Cell Foreign(Child child) => Cell.Known(child.Household.Members.Any(m => m.Foreign));

    /// <summary>F05: the child came from another municipality.</summary>
    public static Cell MovedIn(Child child) => Cell.Known(child.Person.MovedIn);

    /// <summary>F38: somebody in the household draws or occasions child-rearing allowance on the day.</summary>
    public Cell Allowance(Child child) => Cell.Known(child.Household.Members.Any(m => supported.Contains(m.Id)));

    /// <summary>F46: somebody in the household past childhood has a history with the council.</summary>
    public Cell AdultKnownToCouncil(Child child) => Cell.Known(child.Household.AdultsOn(town.Day).Any(m => knownToCouncil.Contains(m.Id)));

    /// <summary>F52: three or more of the household have school age 18 or less.</summary>
    public static Cell ManyChildrenInHousehold(Child child) => Cell.Known(child.Household.Children >= ManyChildren);

    private static HashSet<Guid> InReceipt(DateOnly day, SourceRecords sources)
    {
        var found = new HashSet<Guid>();
        foreach (var row in sources.Allowances)
        {
            if (row.Day("allowance.from") > day || row.Day("allowance.until") <= day)
                continue;
            found.Add(row.Subject);
            if (row["allowance.recipient"] is { } code)
                found.Add(sources.ResidentOf(code));
        }

        return found;
    }
}
