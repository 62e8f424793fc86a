namespace ChildLink.Screening.Features;

/// <summary>A child of the run's population.</summary>
internal sealed record Child(Resident Person, DateOnly Birth, int SchoolAge, Household Household)
{
    /// <summary>Whether the child came from another municipality when older than so many days, or nobody knows when.</summary>
    public bool CameAfter(int days) => Person.MovedIn && !(Person.Since is { } since && since.DayNumber - Birth.DayNumber <= days);
}

/// <summary>Who lives together on the day.</summary>
internal sealed record Household(IReadOnlyList<Resident> Members, int Children)
{
    /// <summary>Members who are past childhood: school age 19 or more.</summary>
    public IEnumerable<Resident> AdultsOn(DateOnly day) =>
        Members.Where(m => m.Birth is { } birth && SchoolAge.On(day, birth) > SchoolAge.LastOfChildhood);
}

/// <summary>
/// The people of the city on one day, by household. Children are residents with school age 0 to 18, in order of their
/// identity; who moved out by then is left out, and so is who has no birth date.
/// </summary>
internal sealed class Town
{
    private readonly Dictionary<Guid, Resident> residents;

    private Town(DateOnly day, Dictionary<Guid, Resident> residents, IReadOnlyList<Child> children)
    {
        Day = day;
        this.residents = residents;
        Children = children;
    }

    public DateOnly Day { get; }

    public IReadOnlyList<Child> Children { get; }

    public static Town On(DateOnly day, SourceRecords sources)
    {
        var departures = sources[Sources.MovedOutList].Where(r => r.Day("moved-out.on") is not null)
            .ToLookup(r => r.Subject, r => r.Day("moved-out.on")!.Value);
        var residents = new Dictionary<Guid, Resident>(sources[Sources.ResidentRegister].Count);
        foreach (var row in sources[Sources.ResidentRegister])
        {
            var resident = Resident.From(row, departures[row.Subject]);
            if (resident.LivesHereOn(day))
                residents[resident.Id] = resident;
        }

        return new Town(day, residents, ChildrenOf(residents.Values, day));
    }

    /// <summary>A person who lives here on the day, or null.</summary>
    public Resident? Find(Guid id) => residents.GetValueOrDefault(id);

    private static List<Child> ChildrenOf(IReadOnlyCollection<Resident> residents, DateOnly day)
    {
        var children = new List<Child>();
        // Who has no household number lives alone, as far as anybody can say.
        foreach (var members in residents.GroupBy(r => r.Household ?? r.Id.ToString()))
        {
            var young = members.Where(m => m.Birth is { } birth && SchoolAge.On(day, birth) is >= 0 and <= SchoolAge.LastOfChildhood).ToList();
            if (young.Count == 0)
                continue;
            var household = new Household([.. members], young.Count);
            children.AddRange(young.Select(m => new Child(m, m.Birth!.Value, SchoolAge.On(day, m.Birth.Value), household)));
        }

        children.Sort(static (a, b) => a.Person.Id.CompareTo(b.Person.Id));
        return children;
    }
}
