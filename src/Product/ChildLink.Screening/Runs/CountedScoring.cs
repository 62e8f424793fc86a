using ChildLink.Learning.Counting;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>Counting plan and cells in, results out. Pure: the same plan, cells and seed give the same bytes.</summary>
internal static class CountedScoring
{
    public const int TopFactors = 5;

    /// <summary>Results in order of rank.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="features">Cells of its items.</param>
    /// <param name="seed">Orders equals.</param>
    /// <param name="quasi">Quasi-identifiers of the policy.</param>
    public static IReadOnlyList<ScoredChild> Score(CountingPlan plan, FeatureTable features, long seed, IReadOnlyList<string> quasi)
    {
        var counts = CountScoring.Score(plan.Count, features.Cells, TiesOf(features, seed));
        var coarsening = new Coarsening(features, quasi);
        var results = new ScoredChild[counts.Count];
        for (var row = 0; row < results.Length; row++)
        {
            var count = counts[row];
            var factors = Factor.Of(plan, features.Cells, row, count);
            var band = coarsening.BandOf(row);
            results[count.Rank - 1] = new ScoredChild(
                features.Rows[row], count.Rank, count.Tenths, count.MatchedBasic, count.MatchedOther, count.SelectedBy, null, band,
                ResultJson.Factors(factors, band), ResultJson.Factors(factors.Take(TopFactors), band),
                ResultJson.Reasons(plan.Reasons.Where(r => factors.Any(f => f.Met && r.Items.Contains(f.Item.Code, StringComparer.Ordinal)))),
                ResultJson.Cells(features.Cells, row), coarsening.WithheldOf(row));
        }

        return results;
    }

    /// <summary>The keyed order of equals.</summary>
    public static IReadOnlyList<UInt128> TiesOf(FeatureTable features, long seed)
    {
        var tieBreak = new TieBreak(seed);
        return [.. features.Rows.Select(r => tieBreak.Of(r.Id.ToByteArray(bigEndian: true)))];
    }
}
