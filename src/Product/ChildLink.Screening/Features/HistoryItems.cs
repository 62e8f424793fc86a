using ChildLink.Learning;
using ChildLink.Records.Linkage;

namespace ChildLink.Screening.Features;

/// <summary>Items of the child's own history: F39 non-attendance, F45 council.</summary>
internal sealed class HistoryItems(Town town, SourceRecords sources)
{
    private readonly HashSet<Guid> absent = Seen(town.Day, sources.NonAttendance);
    private readonly HashSet<Guid> pupils = Seen(town.Day, sources.Pupils);
    private readonly HashSet<Guid> knownToCouncil = KnownToCouncil(town.Day, sources);

    /// <summary>F39: on the schools' list of non-attendance. 'No' takes a roster or attendance record that knows the child.</summary>
    public Cell NonAttendance(Child child)
    {
        if (child.SchoolAge < SchoolAge.FirstAtSchool)
            return Cell.NotYetOfAge;
        if (child.SchoolAge > SchoolAge.LastAtSchool)
            return Cell.NotApplicable;
        if (absent.Contains(child.Person.Id))
            return Cell.Known(true);
        return pupils.Contains(child.Person.Id) ? Cell.Known(false) : Cell.Unknown;
    }

    /// <summary>F45: any case of the child with the regional council (要対協), open or closed.</summary>
    public Cell Council(Child child) => Cell.Known(knownToCouncil.Contains(child.Person.Id));

    /// <summary>Everybody with a council case that began on or before the day, or at a time not recorded.</summary>
    public static HashSet<Guid> KnownToCouncil(DateOnly day, SourceRecords sources) =>
        [.. sources.CouncilCases.Where(r => !(r.Day("council.from") > day)).Select(r => r.Subject)];

    private static HashSet<Guid> Seen(DateOnly day, IReadOnlyList<LinkedRecord> records) =>
        [.. records.Where(r => !(r.PeriodStart > day)).Select(r => r.Resident)];
}
