using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>
/// Items of child and household in the register: F03, F04, F05, F52, and the additional A01 single parent, A02 grandparents,
/// A03 water arrears, A07 boy.
/// </summary>
internal sealed class HouseholdItems
{
    private const int ManyChildren = 3;

    private readonly HashSet<Guid> protectedPersons;
    private readonly HashSet<Guid> behindWithWater;
    private readonly HashSet<Guid> maybeBehindWithWater;

    public HouseholdItems(Town town, SourceRecords sources)
    {
        var spells = new Spells(town, sources);
        protectedPersons = spells.Ever(Sources.ProtectionList, "protection.from");
        behindWithWater = spells.Ever(Sources.WaterArrears, "water.oldest");
        maybeBehindWithWater = [.. sources.MayBe(Sources.WaterArrears).Where(r => r.BegunBy("water.oldest", town.Day)).Select(r => r.Subject)];
    }

    /// <summary>F03: 外国人 in the household.</summary>
    public static Cell Foreign(Child child) => child.Household.Any(static m => m.Foreign);

    /// <summary>
    /// F04: somebody of the household stands on the list of protection measures. The list carries its own purpose; where, as
    /// in the cities here, that purpose is not screening, nobody's cell is known.
    /// </summary>
    public Cell Protected(Child child) => Anybody(child, protectedPersons);

    /// <summary>F05: the child came from another municipality.</summary>
    public static Cell MovedIn(Child child) => child.MovedIn is { } movedIn ? Cell.Known(movedIn) : Cell.Unknown;

    /// <summary>F52: three or more of the household have school age 18 or less.</summary>
    public static Cell ManyChildrenInHousehold(Child child) => child.Household.IsOfTheDay ? Cell.Known(child.Household.Children >= ManyChildren) : Cell.Unknown;

    /// <summary>
    /// A01: by relation to the head (続柄), one parent of the child lives in the household and no second one. Unknown where no
    /// parent can be told: the head's row is missing and nobody is the head's spouse, or the child is neither the head's child
    /// nor grandchild.
    /// </summary>
    public static Cell SingleParent(Child child) => child.Person.Relation switch
    {
        _ when !child.Household.IsOfTheDay => Cell.Unknown,
        "子" or "妻の子" or "夫の子" when Any(child, static m => m.Relation is "妻" or "夫") => Cell.Known(false),
        "子" or "妻の子" or "夫の子" when Any(child, static m => m.Relation == "世帯主") => Cell.Known(true),
        "子の子" => Cell.Known(!Any(child, static m => m.Relation is "子の妻" or "子の夫")),
        _ => Cell.Unknown,
    };

    /// <summary>A02: a grandparent lives in the household: the child is the head's grandchild, or a parent of head or spouse lives there.</summary>
    public static Cell Grandparents(Child child) => child.Household.Any(
        m => (m == child.Person && m.Relation == "子の子") || m.Relation is "父" or "母" or "妻の父" or "妻の母" or "夫の父" or "夫の母");

    /// <summary>A03: the household is behind with water charges; unknown where a customer who is may be of the household.</summary>
    public Cell WaterArrears(Child child) =>
        Anybody(child, behindWithWater) is var cell && cell == Cell.Known(false) && child.Household.Members.Any(m => maybeBehindWithWater.Contains(m.Id)) ? Cell.Unknown : cell;

    /// <summary>A07: the child is a boy; unknown where the register does not say.</summary>
    public static Cell Boy(Child child) => child.Person.Sex switch
    {
        "1" => Cell.Known(true),
        "2" => Cell.Known(false),
        _ => Cell.Unknown,
    };

    private static bool Any(Child child, Func<Resident, bool> holds) => child.Household.Members.Any(holds);

    private static Cell Anybody(Child child, HashSet<Guid> found) => child.Household.Any(m => found.Contains(m.Id));
}
