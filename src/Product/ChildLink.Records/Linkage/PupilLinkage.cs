namespace ChildLink.Records.Linkage;

/// <summary>
/// Links rows of attendance of one fiscal year through the roster; who is not on it (left during the year) through the
/// register. The order of rows makes no difference.
/// </summary>
internal sealed class PupilLinkage
{
    private readonly PupilPool pool;
    private readonly ILookup<Seat, KeyValuePair<RosterEntry, Verdict>> bySeat;
    private readonly ILookup<string, KeyValuePair<RosterEntry, Verdict>> bySchool;
    private readonly HashSet<(Guid Resident, string School)> onRoster;
    private readonly ILookup<Seat, string> namesOfSeat;

    public PupilLinkage(IReadOnlyDictionary<RosterEntry, Verdict> roster, PupilPool pool, IReadOnlyList<PupilEntry> entries)
    {
        this.pool = pool;
        bySeat = roster.Where(r => r.Key.Seat is not null).ToLookup(r => r.Key.Seat!.Value);
        bySchool = roster.Where(r => r.Key.School is not null).ToLookup(r => r.Key.School!, StringComparer.Ordinal);
        onRoster = [.. roster.Where(r => r.Value.Status == LinkStatus.Linked && r.Key.School is not null).Select(r => (r.Value.Pupil!.Resident, r.Key.School!))];
        namesOfSeat = entries.Where(e => e.Seat is not null && e.Name.Length > 0)
            .Select(e => (Seat: e.Seat!.Value, e.Name)).Distinct().ToLookup(e => e.Seat, e => e.Name);
    }

    /// <summary>A verdict for every row.</summary>
    public IEnumerable<(PupilEntry Entry, Verdict Verdict)> Link(IReadOnlyList<PupilEntry> entries, CancellationToken ct)
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

    private Verdict Decide(PupilEntry entry)
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
            var read = bySchool[entry.School].Where(r => entry.FitsAsWrittenByAChild(r.Key, r.Value)).ToArray();
            if (read.Length > 0)
                return read is [var one] && MayBeAnother(one.Value.Pupil!, entry) ? Verdict.Queued(LinkCauses.Ambiguous) : ThroughRoster(read, LinkMethods.RosterChildlikeName);
        }

        var verdict = ThroughRegister(entry);
        return verdict.Status == LinkStatus.Absent && entry.School is not null ? Shortened(entry, verdict) : verdict;
    }

    // Short of a character, or a given name that two of the class may share, is too little to be sure of.
    private Verdict Shortened(PupilEntry entry, Verdict otherwise)
    {
        var called = bySchool[entry.School!].Where(r => entry.FitsByGivenName(r.Key, r.Value)).Select(r => r.Value.Pupil!).Distinct().ToArray();
        if (called is [var one] && IsOnlyOfThatName(one, entry))
            return Verdict.Linked(one, LinkMethods.RosterGivenName);
        return bySchool[entry.School!].Where(r => entry.FitsShort(r.Key, r.Value)).Select(r => r.Value.Pupil!).Distinct().ToArray() switch
        {
            [] => otherwise,
            [var only] => Verdict.Queued(LinkCauses.NameShortened, LinkMethods.RosterName, only),
            _ => Verdict.Queued(LinkCauses.Ambiguous),
        };
    }

    // Nobody else of the class, and nobody registered in the grade beside the roster, may have that given name.
    private bool IsOnlyOfThatName(Pupil pupil, PupilEntry entry) =>
        !bySchool[entry.School!].Any(r => entry.MaySitWith(r.Key) && MayShareGivenName(r, pupil))
        && !pool.At(entry.School, entry.Grade).Any(p => p != pupil && !onRoster.Contains((p.Resident, entry.School!)) && p.SharesGivenNameWith(pupil));

    // A name half in kana is that of everybody who reads alike: a pupil the roster lacks, or one of an entry that is not linked.
    private bool MayBeAnother(Pupil pupil, PupilEntry entry) =>
        bySchool[entry.School!].Any(r => r.Value.Status != LinkStatus.Linked && entry.Sits(r.Key)
            && (r.Key.Reading.Length == 0 || pupil.MayBeGivenNameOf(r.Key.Name, r.Key.Reading)))
        || pool.At(entry.School, entry.Grade).Concat(pool.WithoutSchool(entry.Grade)).Any(p => p != pupil
            && !onRoster.Contains((p.Resident, entry.School!)) && (p.IsCalledByAChild(entry.Name) || p.IsCalled(entry.Name, getaMayVanish: true)));

    private static bool MayShareGivenName(KeyValuePair<RosterEntry, Verdict> other, Pupil pupil) => other.Value.Status == LinkStatus.Linked
        ? other.Value.Pupil != pupil && other.Value.Pupil!.SharesGivenNameWith(pupil)
        : pupil.MayBeGivenNameOf(other.Key.Name, other.Key.Reading);

    private Verdict Sitting(PupilEntry entry, Seat seat, KeyValuePair<RosterEntry, Verdict>[] sitting)
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

    private Verdict ThroughRegister(PupilEntry entry)
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

    /// <summary>
    /// Two different rows of one month that would go to the same pupil, one by the register or a given name alone: that one is
    /// not certain.
    /// </summary>
    private static HashSet<PupilEntry> Contested(
        IReadOnlyList<PupilEntry> entries, Dictionary<(string?, int?, string, int?, string), Verdict> verdicts) =>
        [.. entries
            .Select(e => (Entry: e, Verdict: verdicts[e.Person]))
            .Where(x => x.Verdict.Status == LinkStatus.Linked)
            .GroupBy(x => (x.Verdict.Pupil!.Resident, x.Entry.Provision, x.Entry.School, x.Entry.Month))
            .Where(g => g.Select(x => x.Entry.Person).Distinct().Skip(1).Any())
            .SelectMany(g => g.Where(x => x.Verdict.Method is LinkMethods.RegisterName or LinkMethods.RosterGivenName).Select(x => x.Entry))];
}
