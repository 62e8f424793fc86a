namespace ChildLink.Screening.Training;

/// <summary>Keeps back counts of children so few that they could be recognised, also through the total.</summary>
public static class SmallCounts
{
    /// <summary>Fewest children whom a figure may stand for.</summary>
    public const int Fewest = 5;

    /// <summary>
    /// Which counts of one division of the children to keep back: those below five, and, as the total is published, the smallest
    /// of the others until two or more are kept back that together hold five.
    /// </summary>
    /// <param name="counts">Zero or more each.</param>
    /// <returns>One per count; true keeps it back.</returns>
    public static IReadOnlyList<bool> KeptBack(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var kept = counts.Select(c => c < Fewest).ToArray();
        if (!kept.Contains(true))
            return kept;
        foreach (var next in Enumerable.Range(0, counts.Count).Where(i => !kept[i]).OrderBy(i => counts[i]).ToList())
        {
            if (kept.Count(k => k) > 1 && counts.Where((_, i) => kept[i]).Sum() >= Fewest)
                break;
            kept[next] = true;
        }

        return kept;
    }
}
