namespace ChildLink.Learning.Evaluation;

/// <summary>Rows that share one score.</summary>
/// <param name="Score">The score.</param>
/// <param name="Positives">Positive rows with this score.</param>
/// <param name="Negatives">Negative rows with this score.</param>
internal readonly record struct TieGroup(double Score, int Positives, int Negatives)
{
    public int Rows => Positives + Negatives;
}

/// <summary>Scores and labels in descending order of the score, equal scores together: no order among equals is ever made up.</summary>
internal static class ScoredLabels
{
    public static List<TieGroup> Groups(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        if (scores.Count != labels.Count)
            throw new ArgumentException("There is one label per score.", nameof(labels));
        if (scores.Any(double.IsNaN))
            throw new ArgumentException("A score is not a number.", nameof(scores));
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        var groups = new List<TieGroup>();
        foreach (var i in order)
        {
            if (groups.Count == 0 || groups[^1].Score != scores[i])
                groups.Add(new TieGroup(scores[i], 0, 0));
            var last = groups[^1];
            groups[^1] = labels[i] ? last with { Positives = last.Positives + 1 } : last with { Negatives = last.Negatives + 1 };
        }

        return groups;
    }
}
