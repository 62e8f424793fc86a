using ChildLink.Learning;

namespace ChildLink.Screening.Features;

/// <summary>A child of the run's population.</summary>
/// <param name="MovedIn">Whether the child came from another municipality; null when the register does not say of the day.</param>
internal sealed record Child(Resident Person, DateOnly Birth, int SchoolAge, Household Household, bool? MovedIn)
{
    /// <summary>Whether the child came from another municipality, or may have, when older than so many days, or nobody knows when.</summary>
    public bool CameAfter(int days) => MovedIn != false && !(Person.Since is { } since && since.DayNumber - Birth.DayNumber <= days);
}

/// <summary>Who lives together on the day.</summary>
/// <param name="Members">Everybody, as far as the register says.</param>
/// <param name="Children">How many have school age 0 to 18.</param>
/// <param name="IsOfTheDay">Whether the register tells of the day: false when the row of a member changed later, who may have come or whose family may have been another.</param>
internal sealed record Household(IReadOnlyList<Resident> Members, int Children, bool IsOfTheDay)
{
    /// <summary>Whether anybody fits; unknown when nobody can say who lived here on the day.</summary>
    public Cell Any(Func<Resident, bool> fits) => IsOfTheDay ? Cell.Known(Members.Any(fits)) : Cell.Unknown;

    /// <summary>Whether a member past childhood (school age 19 or more) fits; unknown likewise.</summary>
    public Cell AnyAdult(DateOnly day, Func<Resident, bool> fits) =>
        Any(m => m.Birth is { } birth && SchoolAge.On(day, birth) > SchoolAge.LastOfChildhood && fits(m));
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
            var household = new Household([.. members], young.Count, members.All(m => m.IsToldOf(day)));
            children.AddRange(young.Select(m => new Child(
                m, m.Birth!.Value, SchoolAge.On(day, m.Birth.Value), household, m.IsToldOf(day) ? m.CameFromElsewhere : null)));
        }

        children.Sort(static (a, b) => a.Person.Id.CompareTo(b.Person.Id));
        return children;
    }
}
