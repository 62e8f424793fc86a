namespace ChildLink.Learning.Evaluation;

/// <summary>The usual figures of a model on labelled rows.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Auc">Area under the ROC curve, or null when a label does not occur.</param>
/// <param name="AveragePrecision">Null when no row is positive.</param>
/// <param name="Brier">Mean squared error of the probabilities, or null without rows.</param>
/// <param name="Deciles">Calibration by tenths.</param>
/// <param name="Top">Hits among the first 2 %, 5 % and 10 % of the rows, each at least one row; empty without rows.</param>
public sealed record Quality(
    int Rows, int Positives, double? Auc, double? AveragePrecision, double? Brier, IReadOnlyList<CalibrationBin> Deciles, IReadOnlyList<TopHits> Top)
{
    private static readonly int[] TopPercents = [2, 5, 10];

    /// <summary>Computes all figures.</summary>
    /// <param name="probabilities">0 to 1, one per row.</param>
    /// <param name="labels">One per row.</param>
    /// <exception cref="ArgumentException">Lengths differ or a probability is outside 0 to 1.</exception>
    public static Quality Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels) => new(
        probabilities.Count,
        labels.Count(l => l),
        RankQuality.Auc(probabilities, labels),
        RankQuality.AveragePrecision(probabilities, labels),
        Calibration.Brier(probabilities, labels),
        Calibration.Deciles(probabilities, labels),
        [.. TopPercents.Select(share => RankQuality.Top(probabilities, labels, Math.Max(1, probabilities.Count * share / 100))).OfType<TopHits>()]);
}
