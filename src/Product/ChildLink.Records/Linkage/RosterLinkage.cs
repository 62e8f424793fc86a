namespace ChildLink.Records.Linkage;

/// <summary>Links the roster entries of one fiscal year to its pupils. The order of entries makes no difference.</summary>
internal sealed class RosterLinkage
{
    private readonly Dictionary<RosterEntry, Verdict> verdicts = [];
    private readonly Dictionary<Pupil, List<RosterEntry>> placed = [];
    private readonly List<Evidence> evidence = [];

    private RosterLinkage(IReadOnlyList<RosterEntry> entries, PupilPool pool, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            var candidates = new HashSet<Pupil>(pool.At(entry.School, entry.Grade));
            if (entry.Reading.Length > 0)
                candidates.UnionWith(pool.Reading(entry.Reading));
            foreach (var pupil in candidates)
            {
                if (Evidence.Weigh(entry, pupil) is { } found)
                    evidence.Add(found);
            }
        }
    }

    /// <summary>A verdict for every entry.</summary>
    public static IReadOnlyDictionary<RosterEntry, Verdict> Link(IReadOnlyList<RosterEntry> entries, PupilPool pool, CancellationToken ct)
    {
        var linkage = new RosterLinkage(entries, pool, ct);
        foreach (var stage in RosterStages.Certain)
            linkage.Place(stage, e => !linkage.placed.ContainsKey(e.Pupil));
        linkage.Place(RosterStages.Transferred, e => linkage.IsPlacedElsewhere(e));
        foreach (var stage in RosterStages.Likely)
            linkage.Propose(stage);
        linkage.Explain(entries);
        return linkage.verdicts;
    }

    private bool IsPlacedElsewhere(Evidence e) => placed.TryGetValue(e.Pupil, out var rows) && rows.TrueForAll(r => r.School != e.Entry.School);

    private void Place(RosterStage stage, Func<Evidence, bool> pupilIsFree)
    {
        foreach (var e in UniquePairs(stage, pupilIsFree))
        {
            verdicts[e.Entry] = Verdict.Linked(e.Pupil, stage.Method);
            if (!placed.TryGetValue(e.Pupil, out var rows))
                placed[e.Pupil] = rows = [];
            rows.Add(e.Entry);
        }
    }

    private void Propose(RosterStage stage)
    {
        foreach (var e in UniquePairs(stage, e => !placed.ContainsKey(e.Pupil)))
            verdicts[e.Entry] = Verdict.Queued(stage.Cause!, stage.Method, e.Pupil);
    }

    /// <summary>All pairs at once, so that no pair of a stage profits from another.</summary>
    private List<Evidence> UniquePairs(RosterStage stage, Func<Evidence, bool> pupilIsFree)
    {
        var open = evidence.Where(e => !verdicts.ContainsKey(e.Entry) && pupilIsFree(e) && stage.Accepts(e)).ToList();
        var perEntry = open.CountBy(e => e.Entry).ToDictionary();
        var perPupil = open.CountBy(e => e.Pupil).ToDictionary();
        return open.FindAll(e => perEntry[e.Entry] == 1 && perPupil[e.Pupil] == 1);
    }

    /// <summary>Why the rest is not linked, for the person who looks at it.</summary>
    private void Explain(IReadOnlyList<RosterEntry> entries)
    {
        var close = evidence
            .Where(e => e.Grade != Agreement.Differs && ((e.School && (e.Name || e.Reading)) || (e.Name && e.Reading)))
            .ToLookup(e => e.Entry);
        foreach (var entry in entries.Where(e => !verdicts.ContainsKey(e)))
            verdicts[entry] = Explain(entry, [.. close[entry]]);
    }

    private Verdict Explain(RosterEntry entry, Evidence[] close) => close switch
    {
        _ when entry.Name.Length == 0 => Verdict.Queued(LinkCauses.NameBlank, proposal: close is [var only] ? only.Pupil : null),
        [] => Verdict.Absent(LinkCauses.NoRegisterEntry),
        [var only] when placed.ContainsKey(only.Pupil) => Verdict.Queued(LinkCauses.Contested, proposal: only.Pupil),
        [{ BirthDate: Agreement.Differs or Agreement.Slip } only] => Verdict.Queued(LinkCauses.BirthDateDiffers, proposal: only.Pupil),
        [var only] => Verdict.Queued(LinkCauses.Contested, proposal: only.Pupil),
        _ => Verdict.Queued(LinkCauses.Ambiguous),
    };
}
