using System.Globalization;
using ChildLink.Learning;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>Model and cells in, results out, in whole numbers only: the same model, cells and seed give the same bytes on any machine.</summary>
/// <param name="plan">The plan.</param>
/// <param name="model">Its model.</param>
internal sealed class LearnedScoring(LearnedPlan plan, LinearModel model)
{
    private readonly string selectedBy = string.Create(
        CultureInfo.InvariantCulture, $"points>={plan.ThresholdTenths / 10}{(model.IsShareable ? "" : " (leaks)")}");

    /// <summary>Items that a run reads: those with a weight, then those that are shown beside; each once.</summary>
    public IReadOnlyList<PlanItem> Items { get; } =
        [.. plan.Items.Where(i => model.Content.Items.Any(m => m.Column == i.Code)).Concat(plan.Shown).DistinctBy(i => i.Code, StringComparer.Ordinal)];

    /// <summary>Categories that at least three items of the model can raise; training may have left fewer than the plan names.</summary>
    public IReadOnlyList<ReasonCategory> Reasons { get; } = ReasonsOf(plan, model);

    /// <summary>Results in order of rank.</summary>
    /// <param name="features">Cells of <see cref="Items"/>, in their order.</param>
    /// <param name="seed">Orders equals.</param>
    /// <param name="quasi">Quasi-identifiers of the policy.</param>
    public IReadOnlyList<ScoredChild> Score(FeatureTable features, long seed, IReadOnlyList<string> quasi)
    {
        var coarsening = new Coarsening(features, quasi);
        var scores = LinearScoring.Score(model, coarsening.Judged());
        var ranks = Ranking.Of(scores, CountedScoring.TiesOf(features, seed));
        var places = Items.Select(i => model.Content.Items.ToList().FindIndex(m => m.Column == i.Code)).ToArray();
        var leaking = model.Content.Training.Leaking.ToHashSet(StringComparer.Ordinal);
        var results = new ScoredChild[scores.Count];
        for (var row = 0; row < results.Length; row++)
        {
            var score = scores[row];
            var factors = Contributed.Ordered(Items.Select((item, column) => new Contributed(
                item, features.Cells[row, column], places[column] < 0 ? 0 : score.Contributions[places[column]].Micro, leaking.Contains(item.Code))));
            var band = coarsening.BandOf(row);
            var top = factors.OrderByDescending(f => Math.Abs(f.Micro)).Take(CountedScoring.TopFactors);
            results[ranks[row] - 1] = new ScoredChild(
                features.Rows[row], ranks[row], score.Tenths, factors.Count(f => f.Met), 0, score.Tenths >= plan.ThresholdTenths ? selectedBy : null,
                score.Micro, band, ResultJson.Contributions(factors, model.Content.BaselineMicro, band), ResultJson.Contributions(top, null, band),
                ResultJson.Reasons(Reasons.Where(r => factors.Any(f => f.Met && r.Items.Contains(f.Item.Code, StringComparer.Ordinal)))),
                ResultJson.Cells(features.Cells, row), coarsening.WithheldOf(row));
        }

        return results;
    }

    private static IReadOnlyList<ReasonCategory> ReasonsOf(LearnedPlan plan, LinearModel model)
    {
        var raising = model.Content.Items.Where(Contributed.CanRaise).Select(i => i.Column).ToHashSet(StringComparer.Ordinal);
        return [.. plan.Reasons.Where(r => r.Items.Count(raising.Contains) >= PlanCompiler.FewestItemsOfReason)];
    }
}
