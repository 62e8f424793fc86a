namespace ChildLink.Views.Figures;

/// <summary>Counts of a run before anything is held back.</summary>
/// <param name="Known">Candidates known before the run: supported, watched, others.</param>
/// <param name="Latent">All other candidates, likewise.</param>
/// <param name="Minutes">Minutes of conferences, and households talked about.</param>
/// <param name="Shares">Children shared for the first time, and again.</param>
/// <param name="Schools">By school.</param>
/// <param name="Ages">By band of ages.</param>
public sealed record FigureCounts(
    long Population, long Screened, long Candidates, long Narrowed, long Proceeded, GroupCounts Known, GroupCounts Latent, long FormerCandidates,
    (long Took, long Households) Minutes, (long New, long Repeated) Shares, IReadOnlyList<PartCounts> Schools, IReadOnlyList<PartCounts> Ages);

/// <summary>Candidates by what was decided.</summary>
public sealed record GroupCounts(long Supported, long Watched, long Others);

/// <summary>Children of a school or band.</summary>
public sealed record PartCounts(string Key, long Screened, long Candidates, long Supported, long Watched);

/// <summary>
/// Which counts hang together, so that none is told that would tell a small one. A candidate was supported, watched or neither, and so
/// in each school and band; candidates are children of the run, people looked at some and proceeded with some of these.
/// </summary>
public static class FigureTable
{
    private const int OfTotals = 0;
    private const int OfGroups = 1;
    private const int OfParts = 2;

    /// <summary>The figures of a run, counts below the smallest held back with what would tell them.</summary>
    public static RunFigures Of(Guid run, int smallest, FigureCounts c)
    {
        ArgumentNullException.ThrowIfNull(c);
        var linked = new LinkedCounts(smallest);
        var population = linked.Tell(c.Population, OfTotals);
        var screened = linked.Tell(c.Screened, OfTotals);
        var candidates = linked.Tell(c.Candidates, OfTotals);
        var narrowed = linked.Tell(c.Narrowed, OfTotals);
        var proceeded = linked.Tell(c.Proceeded, OfTotals);
        var supported = linked.Tell(c.Known.Supported + c.Latent.Supported, OfTotals);
        var watched = linked.Tell(c.Known.Watched + c.Latent.Watched, OfTotals);
        linked.Divide(population, screened);
        linked.Divide(screened, candidates);
        linked.Divide(candidates, narrowed);
        linked.Divide(narrowed, proceeded);
        linked.Divide(proceeded, supported, watched);
        var others = linked.Divide(candidates, supported, watched);
        var (known, latent) = (Group(linked, c.Known), Group(linked, c.Latent));
        linked.Sum(candidates, linked.Join(known), linked.Join(latent));
        foreach (var (whole, i) in new[] { supported, watched, others }.Select((w, i) => (w, i)))
            linked.Sum(whole, known[i], latent[i]);
        var former = linked.Tell(c.FormerCandidates, OfGroups);
        var added = linked.Tell(c.Candidates - c.FormerCandidates, OfGroups);
        linked.Sum(candidates, former, added);
        var (first, again) = (linked.Tell(c.Shares.New, OfGroups), linked.Tell(c.Shares.Repeated, OfGroups));
        linked.Divide(candidates, first, again);
        var schools = Parts(linked, c.Schools, screened, candidates, supported, watched);
        var ages = Parts(linked, c.Ages, screened, candidates, supported, watched);

        var told = linked.Settle();
        var households = Math.Abs(c.Minutes.Households) is var n && n > 0 && n < smallest ? default : new Figure(c.Minutes.Households);
        return new RunFigures(
            run, smallest, told[population], told[screened], told[candidates], told[narrowed], told[proceeded], told[supported], told[watched],
            GroupOf(told, known), GroupOf(told, latent), households.Suppressed ? default : new Figure(c.Minutes.Took), households,
            households.Value is > 0 and var many ? c.Minutes.Took * 10 / many : null, told[added], told[former], told[first], told[again],
            PartsOf(told, c.Schools, schools), PartsOf(told, c.Ages, ages));
    }

    private static int[] Group(LinkedCounts linked, GroupCounts group) =>
        [linked.Tell(group.Supported, OfGroups), linked.Tell(group.Watched, OfGroups), linked.Tell(group.Others, OfGroups)];

    /// <summary>Each row is divided like the whole, and each column is a division of a total.</summary>
    private static int[][] Parts(LinkedCounts linked, IReadOnlyList<PartCounts> parts, params int[] totals)
    {
        int[][] rows =
        [
            .. parts.Select(p => new[]
            {
                linked.Tell(p.Screened, OfParts), linked.Tell(p.Candidates, OfParts), linked.Tell(p.Supported, OfParts), linked.Tell(p.Watched, OfParts),
            }),
        ];
        foreach (var row in rows)
        {
            linked.Divide(row[0], row[1]);
            linked.Divide(row[1], row[2], row[3]);
        }

        for (var i = 0; i < totals.Length; i++)
            linked.Sum(totals[i], [.. rows.Select(r => r[i])]);
        return rows;
    }

    private static GroupFigures GroupOf(IReadOnlyList<Figure> told, int[] group) => new(told[group[0]], told[group[1]], told[group[2]]);

    private static IReadOnlyList<PartFigures> PartsOf(IReadOnlyList<Figure> told, IReadOnlyList<PartCounts> parts, int[][] rows) =>
        [.. parts.Select((p, i) => new PartFigures(p.Key, told[rows[i][0]], told[rows[i][1]], told[rows[i][2]], told[rows[i][3]]))];
}
