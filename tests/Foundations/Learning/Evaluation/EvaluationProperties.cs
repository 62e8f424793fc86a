using ChildLink.Learning.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Foundations.Learning.Evaluation;

/// <summary>The quick figures against the plain definitions, on scores full of ties.</summary>
public sealed class EvaluationProperties
{
    private static readonly Arbitrary<(double[] Scores, bool[] Labels)> Samples =
        (from rows in Gen.Choose(1, 9)
         from scores in Gen.ArrayOf(Gen.Choose(0, 4).Select(v => v / 4.0), rows)
         from labels in Gen.ArrayOf(Gen.Elements(true, false), rows)
         select (scores, labels)).ToArbitrary();

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order() => Holds((scores, labels) =>
    {
        var pairs = (from i in Rows(labels, true) from j in Rows(labels, false) select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0).ToList();
        return pairs.Count == 0 ? RankQuality.Auc(scores, labels) is null : RankQuality.Auc(scores, labels) == pairs.Sum() / pairs.Count;
    });

    [Fact]
    public void Average_precision_is_the_mean_precision_at_the_scores_of_positives() => Holds((scores, labels) =>
    {
        var at = Rows(labels, true).Select(i => scores.Where((s, j) => s >= scores[i] && labels[j]).Count() / (double)scores.Count(s => s >= scores[i])).ToList();
        return at.Count == 0
            ? RankQuality.AveragePrecision(scores, labels) is null
            : Math.Abs(RankQuality.AveragePrecision(scores, labels)!.Value - at.Average()) < 1e-12;
    });

    [Fact]
    public void Expected_hits_are_the_mean_over_every_order_of_equals() => Holds((scores, labels) =>
        Enumerable.Range(1, scores.Length).All(k =>
        {
            var top = RankQuality.Top(scores, labels, k)!;
            var cut = scores.OrderDescending().ElementAt(k - 1);
            var above = Enumerable.Range(0, scores.Length).Where(i => scores[i] > cut).ToList();
            var draws = Choices([.. Enumerable.Range(0, scores.Length).Where(i => scores[i] == cut)], k - above.Count)
                .Select(drawn => drawn.Concat(above).Count(i => labels[i])).ToList();
            return Math.Abs(top.Expected - draws.Average()) < 1e-12 && top.Fewest == draws.Min() && top.Most == draws.Max();
        }));

    [Fact]
    public void Tenths_of_calibration_lose_no_row() => Holds((scores, labels) =>
    {
        var bins = Calibration.Deciles(scores, labels);
        return bins.Sum(b => b.Rows) == scores.Length
            && bins.Sum(b => b.Observed) == labels.Count(l => l)
            && Math.Abs(bins.Sum(b => b.Predicted * b.Rows) - scores.Sum()) < 1e-9
            && bins.Zip(bins.Skip(1)).All(p => p.First.Predicted < p.Second.Predicted);
    });

    private static IEnumerable<int> Rows(bool[] labels, bool which) => Enumerable.Range(0, labels.Length).Where(i => labels[i] == which);

    private static IEnumerable<IEnumerable<int>> Choices(List<int> from, int count) => count == 0
        ? [[]]
        : from.SelectMany((first, i) => Choices(from[(i + 1)..], count - 1).Select(rest => rest.Prepend(first)));

    private static void Holds(Func<double[], bool[], bool> law) =>
        Prop.ForAll(Samples, s => law(s.Scores, s.Labels)).QuickCheckThrowOnFailure();
}
