namespace ChildLink.Screening.Features;

/// <summary>Who a child's mother is: by the birth record, else by relation to the head of the household (続柄).</summary>
internal sealed class Motherhood
{
    private const int YoungestMother = 12;

    private readonly Dictionary<Guid, Guid> recorded = [];
    private readonly Dictionary<Guid, string> pregnancies = [];
    private readonly ILookup<Guid, DateOnly> births;

    public Motherhood(SourceRecords sources)
    {
        foreach (var row in sources[Sources.BirthRecord])
        {
            if (row["birth.mother"] is { } code)
                recorded[row.Subject] = sources.ResidentOf(code);
            if (row.Word("birth.pregnancy") is { Length: > 0 } pregnancy)
                pregnancies[row.Subject] = pregnancy;
        }

        births = sources[Sources.BirthRecord]
            .Where(r => r.Day("birth.date") is not null && recorded.ContainsKey(r.Subject))
            .ToLookup(r => recorded[r.Subject], r => r.Day("birth.date")!.Value);
    }

    /// <summary>Whether no later child of the same mother was born by a day: what is asked of her after a birth is about the child born last.</summary>
    public bool IsLastBornBefore(Child child, DateOnly day) => Of(child) is not { } mother || !births[mother].Any(b => b > child.Birth && b <= day);

    /// <summary>Whether the city has the child's birth record.</summary>
    public bool IsRecorded(Child child) => recorded.ContainsKey(child.Person.Id);

    /// <summary>The mother's number of the pregnancy (親子番号), which twins share; null when it was not recorded.</summary>
    public string? Pregnancy(Child child) => pregnancies.GetValueOrDefault(child.Person.Id);

    /// <summary>The mother, who need not live in the city any more; null when nobody can say.</summary>
    public Guid? Of(Child child) => recorded.TryGetValue(child.Person.Id, out var mother) ? mother : InHousehold(child)?.Id;

    private static Resident? InHousehold(Child child) => child.Person.Relation switch
    {
        _ when !child.Household.IsOfTheDay => null,
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
