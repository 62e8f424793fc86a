using ChildLink.Learning.Evaluation;
using ChildLink.Tests.Foundations.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Evaluation;

public sealed class EvaluationTests
{
    /// <summary>scikit-learn 1.2.1: roc_auc_score, average_precision_score, brier_score_loss of <see cref="ReferenceSample.Scores"/>.</summary>
    [Fact]
    public void Figures_agree_with_scikit_learn()
    {
        RankQuality.Auc(ReferenceSample.Scores, ReferenceSample.ScoreLabels)!.Value.ShouldBe(0.876623376623377, 1e-14);
        RankQuality.AveragePrecision(ReferenceSample.Scores, ReferenceSample.ScoreLabels)!.Value.ShouldBe(0.844132989652050, 1e-14);
        Calibration.Brier(ReferenceSample.Scores, ReferenceSample.ScoreLabels)!.Value.ShouldBe(0.143263888888889, 1e-14);
    }

    [Fact]
    public void A_perfect_order_a_reversed_order_and_no_order()
    {
        bool[] labels = [true, true, false, false];

        RankQuality.Auc([4, 3, 2, 1], labels).ShouldBe(1);
        RankQuality.Auc([1, 2, 3, 4], labels).ShouldBe(0);
        RankQuality.Auc([7, 7, 7, 7], labels).ShouldBe(0.5);
        RankQuality.AveragePrecision([4, 3, 2, 1], labels).ShouldBe(1);
        RankQuality.AveragePrecision([7, 7, 7, 7], labels).ShouldBe(0.5);
    }

    [Fact]
    public void Without_rows_or_with_one_label_there_is_no_figure()
    {
        RankQuality.Auc([], []).ShouldBeNull();
        RankQuality.Auc([1, 2], [true, true]).ShouldBeNull();
        RankQuality.Auc([1, 2], [false, false]).ShouldBeNull();
        RankQuality.AveragePrecision([1, 2], [false, false]).ShouldBeNull();
        RankQuality.Top([], [], 3).ShouldBeNull();
        RankQuality.Top([1, 2], [false, false], 1)!.Recall.ShouldBeNull();
        Calibration.Brier([], []).ShouldBeNull();
        Quality.Of([], []).ShouldSatisfyAllConditions(q => q.Auc.ShouldBeNull(), q => q.Deciles.ShouldBeEmpty(), q => q.Top.ShouldBeEmpty());
    }

    [Fact]
    public void A_cut_inside_equals_gives_the_expected_hits_and_their_bounds()
    {
        var top = RankQuality.Top([9, 5, 5, 5, 5, 1], [true, true, false, false, true, true], 3)!;

        top.Expected.ShouldBe(2);
        (top.Fewest, top.Most).ShouldBe((1, 3));
        top.Precision.ShouldBe(2 / 3.0);
        top.Recall.ShouldBe(0.5);
    }

    [Fact]
    public void Looking_at_more_rows_than_there_are_looks_at_all()
    {
        var top = RankQuality.Top([2, 1], [false, true], 50)!;

        (top.Rows, top.Expected, top.Precision).ShouldBe((2, 1, 0.5));
    }

    [Fact]
    public void Tenths_of_calibration_hold_every_row_once_and_part_no_equals()
    {
        var even = Calibration.Deciles([.. Enumerable.Range(0, 100).Select(i => i / 100.0)], [.. Enumerable.Range(0, 100).Select(i => i >= 50)]);
        var equal = Calibration.Deciles([.. Enumerable.Repeat(0.25, 40)], [.. Enumerable.Range(0, 40).Select(i => i < 10)]);

        even.Count.ShouldBe(10);
        even.ShouldAllBe(b => b.Rows == 10);
        even[0].Predicted.ShouldBe(0.045, 1e-12);
        even.Select(b => b.Observed).ShouldBe([0, 0, 0, 0, 0, 10, 10, 10, 10, 10]);
        equal.ShouldBe([new CalibrationBin(40, 0.25, 10)]);
    }

    [Fact]
    public void What_is_no_score_is_refused()
    {
        Should.Throw<ArgumentException>(() => RankQuality.Auc([double.NaN], [true]));
        Should.Throw<ArgumentException>(() => RankQuality.Auc([1], []));
        Should.Throw<ArgumentException>(() => RankQuality.Top([1], [true], 0));
        Should.Throw<ArgumentException>(() => Calibration.Brier([1.5], [true]));
        Should.Throw<ArgumentException>(() => Calibration.Deciles([double.NaN], [true]));
    }
}
