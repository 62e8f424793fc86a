using ChildLink.Learning;
using ChildLink.Learning.Counting;

namespace ChildLink.Tests.Foundations.Learning;

public sealed class CountScoringTests
{
    private static readonly CountCondition[] Conditions =
        [new("A", CountAs.Basic, 1), new("B", CountAs.Basic, 9), new("C", CountAs.Other, 1), new("D", CountAs.Other, 1)];

    [Fact]
    public void Basic_matches_give_points_and_other_matches_only_order()
    {
        var results = Score(new CountSelection.AtLeastBasic(2), [1, 9, 0, 0], [1, 8, 1, 1], [1, 0, 1, 0], [0, 0, 1, 1]);

        results.Select(r => r.Tenths).ShouldBe([20, 10, 10, 0]);
        results.Select(r => r.Rank).ShouldBe([1, 2, 3, 4]);
        results.Select(r => r.SelectedBy).ShouldBe(["basic>=2", null, null, null]);
        results[1].Met.ShouldBe([true, false, true, true]);
    }

    [Fact]
    public void Top_rows_come_by_rank_and_then_by_other_matches()
    {
        var results = Score(new CountSelection.Top(2, 1), [1, 0, 0, 0], [1, 9, 0, 0], [1, 9, 1, 0], [0, 0, 1, 0], [0, 0, 1, 1]);

        results.Select(r => r.SelectedBy).ShouldBe([null, "top-2", "top-2", null, "plus-1"]);
        results.Select(r => r.Rank).ShouldBe([3, 2, 1, 5, 4]);
    }

    [Fact]
    public void A_row_that_matches_nothing_is_never_selected()
    {
        Score(new CountSelection.Top(20, 10), [0, 0, 0, 0], [0, 0, 0, 0]).ShouldAllBe(r => r.SelectedBy == null);
        Score(new CountSelection.AtLeastBasic(0), [0, 0, 0, 0]).ShouldAllBe(r => r.SelectedBy == null);
    }

    [Fact]
    public void What_is_not_known_matches_no_condition()
    {
        var matrix = new CellMatrix(1, ["A", "B", "C", "D"])
        {
            [0, 0] = Cell.Unknown,
            [0, 1] = Cell.NotYetOfAge,
            [0, 2] = Cell.NotApplicable,
            [0, 3] = Cell.Known(0),
        };

        var result = CountScoring.Score(new CountPlan(Conditions, new CountSelection.AtLeastBasic(1)), matrix, [0]).Single();

        (result.Tenths, result.MatchedBasic, result.MatchedOther).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Equal_rows_are_ordered_by_their_tie_number()
    {
        var matrix = MatrixOf([[1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]);

        var results = CountScoring.Score(new CountPlan(Conditions, new CountSelection.AtLeastBasic(1)), matrix, [30, 10, 20]);

        results.Select(r => r.Rank).ShouldBe([3, 1, 2]);
    }

    [Fact]
    public void Tie_numbers_depend_on_seed_and_name_only()
    {
        new TieBreak(1).Of("a"u8).ShouldBe(new TieBreak(1).Of("a"u8));
        new TieBreak(1).Of("a"u8).ShouldNotBe(new TieBreak(2).Of("a"u8));
        new TieBreak(1).Of("a"u8).ShouldNotBe(new TieBreak(1).Of("b"u8));
    }

    [Fact]
    public void A_plan_that_does_not_fit_the_matrix_is_refused()
    {
        var plan = new CountPlan([new("X", CountAs.Basic, 1)], new CountSelection.AtLeastBasic(1));

        Should.Throw<ArgumentException>(() => CountScoring.Score(plan, new CellMatrix(0, ["A"]), [])).Message.ShouldContain("'X'");
        Should.Throw<ArgumentException>(() => CountScoring.Score(plan, new CellMatrix(0, ["X"]), [1]));
        Should.Throw<InvalidOperationException>(() => CountScoring.Score(plan, new CellMatrix(1, ["X"]), [1]));
    }

    internal static CellMatrix MatrixOf(int[][] rows)
    {
        var matrix = new CellMatrix(rows.Length, ["A", "B", "C", "D"]);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < 4; column++)
                matrix[row, column] = Cell.Known(rows[row][column]);
        }

        return matrix;
    }

    private static IReadOnlyList<CountResult> Score(CountSelection selection, params int[][] rows) =>
        CountScoring.Score(new CountPlan(Conditions, selection), MatrixOf(rows), [.. rows.Select((_, i) => (UInt128)(uint)i)]);
}
