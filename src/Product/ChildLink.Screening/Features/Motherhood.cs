namespace ChildLink.Screening.Features;

/// <summary>Who a child's mother is: by the birth record, else by relation to the head of the household (続柄).</summary>
internal sealed class Motherhood
{
    private const int YoungestMother = 12;

    private readonly Dictionary<Guid, Guid> recorded = [];

    public Motherhood(SourceRecords sources)
    {
        foreach (var row in sources.Births)
        {
            if (row["birth.mother"] is { } code)
                recorded[row.Subject] = sources.ResidentOf(code);
        }
    }

    /// <summary>The mother, who need not live in the city any more; null when nobody can say.</summary>
    public Guid? Of(Child child) => recorded.TryGetValue(child.Person.Id, out var mother) ? mother : InHousehold(child)?.Id;

    private static Resident? InHousehold(Child child) => child.Person.Relation switch
    {
        "子" or "妻の子" => Only(child, m => m.Relation == "妻") ?? Only(child, m => m.Relation == "世帯主" && m.Female),
        "子の子" => Only(child, m => m.Relation == "子の妻") ?? Only(child, m => m.Relation == "子" && m.Female),
        _ => null,
    };

    // Two women who might both be the mother say nothing about which one is.
    private static Resident? Only(Child child, Func<Resident, bool> fits)
    {
        var women = child.Household.Members
            .Where(m => fits(m) && m.Birth is { } birth && SchoolAge.CompletedYears(birth, child.Birth) >= YoungestMother)
            .Take(2).ToList();
        return women.Count == 1 ? women[0] : null;
    }
}
