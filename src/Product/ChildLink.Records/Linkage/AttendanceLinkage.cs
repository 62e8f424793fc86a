namespace ChildLink.Records.Linkage;

/// <summary>
/// Links rows of attendance of one fiscal year through the roster; who is not on it (left during the year) through the
/// register. The order of rows makes no difference.
/// </summary>
internal sealed class AttendanceLinkage
{
    private readonly PupilPool pool;
    private readonly ILookup<Seat, KeyValuePair<RosterEntry, Verdict>> bySeat;
    private readonly ILookup<string, KeyValuePair<RosterEntry, Verdict>> bySchool;
    private readonly HashSet<(Guid Resident, string School)> onRoster;
    private readonly ILookup<Seat, string> namesOfSeat;

    public AttendanceLinkage(IReadOnlyDictionary<RosterEntry, Verdict> roster, PupilPool pool, IReadOnlyList<AttendanceEntry> entries)
    {
        this.pool = pool;
        bySeat = roster.Where(r => r.Key.Seat is not null).ToLookup(r => r.Key.Seat!.Value);
        bySchool = roster.Where(r => r.Key.School is not null).ToLookup(r => r.Key.School!, StringComparer.Ordinal);
        onRoster = [.. roster.Where(r => r.Value.Status == LinkStatus.Linked && r.Key.School is not null).Select(r => (r.Value.Pupil!.Resident, r.Key.School!))];
        namesOfSeat = entries.Where(e => e.Seat is not null && e.Name.Length > 0)
            .Select(e => (Seat: e.Seat!.Value, e.Name)).Distinct().ToLookup(e => e.Seat, e => e.Name);
    }

    /// <summary>A verdict for every row.</summary>
    public IEnumerable<(AttendanceEntry Entry, Verdict Verdict)> Link(IReadOnlyList<AttendanceEntry> entries, CancellationToken ct)
    {
        var verdicts = new Dictionary<(string?, int?, string, int?, string), Verdict>();
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            if (!verdicts.ContainsKey(entry.Person))
                verdicts[entry.Person] = Decide(entry);
        }

        var contested = Contested(entries, verdicts);
        return entries.Select(e => (e, verdicts[e.Person] is var verdict && contested.Contains(e)
            ? Verdict.Queued(LinkCauses.Contested, verdict.Method, verdict.Pupil)
            : verdict));
    }

    private Verdict Decide(AttendanceEntry entry)
    {
        if (entry.Seat is { } seat && bySeat[seat].ToArray() is { Length: > 0 } sitting)
            return Sitting(entry, seat, sitting);
        if (entry.Name.Length == 0)
            return Verdict.Queued(LinkCauses.NameBlank);
        if (entry.School is not null)
        {
            // Either side may lack a part of the seat; what both have must agree.
            var fitting = bySchool[entry.School].Where(r => entry.Fits(r.Key, r.Value)).ToArray();
            if (fitting.Length > 0)
                return ThroughRoster(fitting, LinkMethods.RosterName);
        }

        return ThroughRegister(entry);
    }

    private Verdict Sitting(AttendanceEntry entry, Seat seat, KeyValuePair<RosterEntry, Verdict>[] sitting)
    {
        var named = Array.FindAll(sitting, r => entry.Names(r.Key, r.Value));
        if (named.Length > 0)
            return ThroughRoster(named, LinkMethods.RosterNumber);
        if (sitting is not [var only])
            return Verdict.Queued(LinkCauses.Ambiguous);
        if (entry.Name.Length == 0)
            return namesOfSeat[seat].Any() && namesOfSeat[seat].All(n => NameFolding.Same(n, only.Key.Name, getaMayVanish: true))
                ? ThroughRoster(sitting, LinkMethods.RosterNumberOtherMonths)
                : Verdict.Queued(LinkCauses.NameBlank, proposal: only.Value.Pupil);
        if (only.Key.Name.Length == 0)
            return namesOfSeat[seat].Count() == 1
                ? ThroughRoster(sitting, LinkMethods.RosterNumberOtherMonths)
                : Verdict.Queued(LinkCauses.NameBlank, proposal: only.Value.Pupil);

        var elsewhere = bySchool[seat.School].Where(r => r.Key.Grade == seat.Grade && entry.Names(r.Key, r.Value)).ToArray();
        return elsewhere switch
        {
            [] => Verdict.Queued(LinkCauses.NameDiffers),
            [var found] => Verdict.Queued(LinkCauses.NumberDiffers, LinkMethods.RosterName, found.Value.Pupil),
            _ => Verdict.Queued(LinkCauses.Ambiguous),
        };
    }

    private static Verdict ThroughRoster(KeyValuePair<RosterEntry, Verdict>[] fitting, string method) => fitting switch
    {
        [{ Value: { Status: LinkStatus.Linked, Pupil: { } pupil } }] => Verdict.Linked(pupil, method),
        [var only] => Verdict.Queued(LinkCauses.RosterEntryNotLinked, method, only.Value.Pupil),
        _ => Verdict.Queued(LinkCauses.Ambiguous),
    };

    private Verdict ThroughRegister(AttendanceEntry entry)
    {
        var here = pool.At(entry.School, entry.Grade)
            .Where(p => entry.Grade is not null && p.Grades.Contains(entry.Grade.Value) && p.IsCalled(entry.Name, getaMayVanish: true)).ToArray();
        if (here is [var pupil])
            return onRoster.Contains((pupil.Resident, entry.School!))
                ? Verdict.Queued(LinkCauses.NumberDiffers, LinkMethods.RegisterName, pupil)
                : Verdict.Linked(pupil, LinkMethods.RegisterName);
        if (here.Length > 1)
            return Verdict.Queued(LinkCauses.Ambiguous);
        return pool.Called(entry.Name).Where(p => entry.Grade is null || p.Grades.Contains(entry.Grade.Value)).ToArray() switch
        {
            [] => Verdict.Absent(LinkCauses.NoRegisterEntry),
            [var only] => Verdict.Queued(LinkCauses.NotOnRoster, LinkMethods.GradeAndName, only),
            _ => Verdict.Queued(LinkCauses.Ambiguous),
        };
    }

    /// <summary>Two different rows of one month that the register alone would give to the same pupil: neither is certain.</summary>
    private static HashSet<AttendanceEntry> Contested(
        IReadOnlyList<AttendanceEntry> entries, Dictionary<(string?, int?, string, int?, string), Verdict> verdicts) =>
        [.. entries
            .Select(e => (Entry: e, Verdict: verdicts[e.Person]))
            .Where(x => x.Verdict is { Status: LinkStatus.Linked, Method: LinkMethods.RegisterName })
            .GroupBy(x => (x.Verdict.Pupil!.Resident, x.Entry.Provision, x.Entry.School, x.Entry.Month))
            .Where(g => g.Select(x => x.Entry.Person).Distinct().Skip(1).Any())
            .SelectMany(g => g.Select(x => x.Entry))];
}
