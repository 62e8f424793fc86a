namespace ChildLink.Learning.Evaluation;

/// <summary>How well an order of rows separates the labels.</summary>
public static class RankQuality
{
    /// <summary>
    /// Area under the ROC curve: the chance that a positive row stands above a negative one, a tie counting half
    /// (Mann and Whitney 1947; Hanley and McNeil 1982). Counted in whole numbers before the one division.
    /// </summary>
    /// <returns>0 to 1, or null when a label does not occur.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a score is not a number.</exception>
    public static double? Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var (halves, above, negatives) = (0L, 0L, 0L);
        foreach (var group in ScoredLabels.Groups(scores, labels))
        {
            halves += group.Negatives * ((2 * above) + group.Positives);
            above += group.Positives;
            negatives += group.Negatives;
        }

        return above == 0 || negatives == 0 ? null : halves / (2.0 * above * negatives);
    }

    /// <summary>
    /// Average precision: the mean, over positive rows, of the precision at their score; rows of one score enter together,
    /// so the result does not depend on the order of equals.
    /// </summary>
    /// <returns>0 to 1, or null when no row is positive.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a score is not a number.</exception>
    public static double? AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var (sum, positives, rows) = (0.0, 0L, 0L);
        foreach (var group in ScoredLabels.Groups(scores, labels))
        {
            positives += group.Positives;
            rows += group.Rows;
            sum += group.Positives * ((double)positives / rows);
        }

        return positives == 0 ? null : sum / positives;
    }

    /// <summary>
    /// Hits among the first <paramref name="k"/> rows. Where the cut falls inside rows of one score, each choice among them
    /// is as likely as any other (McSherry and Najork 2008, ECIR).
    /// </summary>
    /// <param name="k">1 to the number of rows; more is taken as all rows.</param>
    /// <returns>Null when there are no rows.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a score is not a number, or k is less than 1.</exception>
    public static TopHits? Top(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var groups = ScoredLabels.Groups(scores, labels);
        var (taken, sure, positives) = (0, 0, groups.Sum(g => g.Positives));
        foreach (var group in groups)
        {
            var room = Math.Min(k, scores.Count) - taken;
            if (group.Rows >= room)
                return TopHits.Of(taken + room, positives, sure, room, group);
            taken += group.Rows;
            sure += group.Positives;
        }

        return null;
    }
}
