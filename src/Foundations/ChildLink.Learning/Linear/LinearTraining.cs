using ChildLink.Learning.Evaluation;

namespace ChildLink.Learning.Linear;

/// <summary>Learns a linear model from cells and labels.</summary>
public static class LinearTraining
{
    /// <summary>Encodes, chooses the penalty by cross-validation, fits and fixes the coefficients in whole numbers.</summary>
    /// <param name="plan">Items, labels' minimum, seed and penalty.</param>
    /// <param name="matrix">Every cell of the plan's columns is assigned; rows without a label count only in the means of contributions.</param>
    /// <param name="labels">One per row.</param>
    /// <param name="groups">Rows with the same number never stand on both sides of a split (a household); null keeps every row apart.</param>
    /// <param name="ct">Cancels between the folds of cross-validation.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a column is missing or named twice, or a setting is out of range.</exception>
    /// <exception cref="InvalidOperationException">A cell was never assigned.</exception>
    public static TrainingOutcome Train(
        TrainingPlan plan, CellMatrix matrix, IReadOnlyList<TrainingLabel> labels, IReadOnlyList<int>? groups, CancellationToken ct)
    {
        Check(plan, matrix, labels, groups);
        var rows = Enumerable.Range(0, matrix.Rows).Where(row => labels[row] != TrainingLabel.None).ToArray();
        var positive = rows.Select(row => labels[row] == TrainingLabel.Positive).ToArray();
        var (positives, negatives) = (positive.Count(p => p), positive.Count(p => !p));
        if (TooFew(plan.Minimum, positives, negatives) is { } tooFew)
            return tooFew;

        var items = plan.Items.Where(item => plan.Lineage.Admits(item.Column)).ToList();
        if (items.Count == 0)
            return new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItems);
        var folds = Folds.Assign(positive, [.. rows.Select((row, i) => groups?[row] ?? i)], plan.Folds, plan.Seed);
        if (IsHeldByOneFold(folds, positive))
            return new TrainingOutcome.NothingLearned(NothingLearnedCause.OneGroupHoldsALabel);

        var terms = CellEncoding.Terms(items, matrix, rows);
        var classes = plan.Weighting.For(positives, negatives);
        var weights = positive.Select(p => p ? classes.Positive : classes.Negative).ToArray();
        var found = CrossValidation.Run(CellEncoding.Encode(terms, matrix, rows), positive, weights, folds, plan.Rule, plan.Options, ct);
        if (found is null)
            return new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItemVaries);

        var facts = new TrainingFacts(
            plan.Seed, plan.Folds, plan.Rule, plan.Options.Alpha, found.Fit.Lambda, classes.Positive, classes.Negative, positives, negatives,
            [.. items.Select(i => i.Column)], [.. plan.Lineage.Leaking.Where(leak => items.Exists(i => i.Column == leak))]);
        var content = FixedPoint.Of(plan, terms, found.Fit, matrix, facts);
        if (content.Items.Count == 0)
            return new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItemHelps);
        var prior = Math.Log(classes.Positive / classes.Negative);
        var quality = Quality.Of([.. found.LeftOut.Select(z => Logistic.Probability(z - prior))], positive);
        return new TrainingOutcome.Trained(LinearModel.Of(content), new TrainingReport(rows, found.LeftOut, quality, found.Fit.Violation));
    }

    private static void Check(TrainingPlan plan, CellMatrix matrix, IReadOnlyList<TrainingLabel> labels, IReadOnlyList<int>? groups)
    {
        if (labels.Count != matrix.Rows || (groups is not null && groups.Count != matrix.Rows))
            throw new ArgumentException("There is one label and one group per row.", nameof(labels));
        if (plan.Items.Select(i => i.Column).Distinct(StringComparer.Ordinal).Count() != plan.Items.Count)
            throw new ArgumentException("An item is named twice.", nameof(plan));
        if (plan.Items.Any(i => i.Range is { } range && range.High < range.Low) || plan.Items.Any(i => i.Bands?.Any(b => b.High < b.Low) == true))
            throw new ArgumentException("A range is empty.", nameof(plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Folds, 2, nameof(plan));
        plan.Options.Check();
    }

    private static TrainingOutcome.TooFewLabels? TooFew(LabelMinimum minimum, int positives, int negatives)
    {
        // Whatever a plan asks for, two rows of each label are the least that can be split at all.
        var missingPositives = Math.Max(0, Math.Max(2, minimum.Positives) - positives);
        var missingNegatives = Math.Max(0, Math.Max(2, minimum.Negatives) - negatives);
        return missingPositives + missingNegatives > 0
            ? new TrainingOutcome.TooFewLabels(positives, negatives, missingPositives, missingNegatives)
            : null;
    }

    private static bool IsHeldByOneFold(int[] folds, bool[] positive) =>
        folds.Zip(positive).GroupBy(p => p.Second, p => p.First).Any(label => label.Distinct().Count() < 2);
}
