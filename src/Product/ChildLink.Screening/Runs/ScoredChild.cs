using ChildLink.Learning.Counting;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>One result of a run as it is stored; the last four are JSON documents.</summary>
internal sealed record ScoredChild(
    FeatureRow Child, CountResult Count, string? AgeBand, string Factors, string TopFactors, string Reasons, string Cells);

/// <summary>Plan and cells in, results out. Pure: the same plan, cells and seed give the same bytes.</summary>
internal static class Scoring
{
    private const int TopFactors = 5;

    /// <summary>Results in order of rank.</summary>
    public static IReadOnlyList<ScoredChild> Score(ScreeningPlan plan, FeatureTable features, long seed)
    {
        var tieBreak = new TieBreak(seed);
        var counts = CountScoring.Score(plan.Count, features.Cells, [.. features.Rows.Select(r => tieBreak.Of(r.Id.ToByteArray(bigEndian: true)))]);
        var bands = new AgeBands(features.Rows.Select(r => r.SchoolAge));
        var results = new ScoredChild[counts.Count];
        for (var row = 0; row < results.Length; row++)
        {
            var factors = Factor.Of(plan, features.Cells, row, counts[row]);
            var band = bands.Of(features.Rows[row].SchoolAge);
            results[counts[row].Rank - 1] = new ScoredChild(
                features.Rows[row], counts[row], band, ResultJson.Factors(factors, band),
                ResultJson.Factors(factors.Take(TopFactors), band), ResultJson.Reasons(plan, factors), ResultJson.Cells(features.Cells, row));
        }

        return results;
    }
}
