namespace ChildLink.Learning.Evaluation;

/// <summary>One tenth of the rows by predicted probability.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="Predicted">Mean predicted probability.</param>
/// <param name="Observed">Positive rows in it.</param>
public sealed record CalibrationBin(int Rows, double Predicted, int Observed);

/// <summary>Whether predicted probabilities come true.</summary>
public static class Calibration
{
    private const int Tenths = 10;

    /// <summary>Mean squared distance of probability and label (Brier 1950); 0 is perfect. Null when there are no rows.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a probability is outside 0 to 1.</exception>
    public static double? Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels)
    {
        Check(probabilities, labels);
        return probabilities.Count == 0 ? null : probabilities.Zip(labels, (p, l) => l ? (1 - p) * (1 - p) : p * p).Sum() / probabilities.Count;
    }

    /// <summary>
    /// Rows in up to ten parts, lowest probability first. A part ends where its share of the rows is reached; rows of one
    /// probability are never parted, so parts may be uneven and fewer.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ or a probability is outside 0 to 1.</exception>
    public static IReadOnlyList<CalibrationBin> Deciles(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels)
    {
        Check(probabilities, labels);
        var groups = ScoredLabels.Groups(probabilities, labels);
        groups.Reverse();
        var (bins, seen, rows, sum, hits) = (new List<CalibrationBin>(), 0L, 0, 0.0, 0);
        foreach (var group in groups)
        {
            var part = seen * Tenths / probabilities.Count;
            seen += group.Rows;
            rows += group.Rows;
            sum += group.Score * group.Rows;
            hits += group.Positives;
            if (seen * Tenths / probabilities.Count == part)
                continue;
            bins.Add(new CalibrationBin(rows, sum / rows, hits));
            (rows, sum, hits) = (0, 0, 0);
        }

        return bins;
    }

    private static void Check(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels)
    {
        if (probabilities.Count != labels.Count)
            throw new ArgumentException("There is one label per probability.", nameof(labels));
        if (probabilities.Any(p => p is not (>= 0 and <= 1)))
            throw new ArgumentException("A probability is from 0 to 1.", nameof(probabilities));
    }
}
