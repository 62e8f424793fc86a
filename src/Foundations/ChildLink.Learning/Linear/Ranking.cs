namespace ChildLink.Learning.Linear;

/// <summary>Puts rows in order of their score.</summary>
public static class Ranking
{
    /// <summary>Rank of each row: 1 for the highest score; among equals the lower tie number comes first.</summary>
    /// <param name="scores">One per row.</param>
    /// <param name="ties">One per row.</param>
    /// <exception cref="ArgumentException">There are more or fewer ties than scores.</exception>
    public static IReadOnlyList<int> Of(IReadOnlyList<LinearScore> scores, IReadOnlyList<UInt128> ties)
    {
        if (ties.Count != scores.Count)
            throw new ArgumentException("There is one tie number per row.", nameof(ties));
        var ranks = new int[scores.Count];
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row].Micro).ThenBy(row => ties[row]);
        var rank = 0;
        foreach (var row in order)
            ranks[row] = ++rank;
        return ranks;
    }
}
