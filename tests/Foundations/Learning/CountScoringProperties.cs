using ChildLink.Learning;
using ChildLink.Learning.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Foundations.Learning;

/// <summary>Laws that hold for every plan and every matrix.</summary>
public sealed class CountScoringProperties
{
    private static readonly string[] Columns = ["A", "B", "C", "D", "E"];

    private static readonly Gen<Cell> Cells = Gen.OneOf(
        Gen.Choose(-1, 12).Select(Cell.Known), Gen.Elements(Cell.NotApplicable, Cell.NotYetOfAge, Cell.Unknown));

    private static readonly Gen<CountPlan> Plans =
        from kinds in Gen.ArrayOf(Gen.Elements(CountAs.Basic, CountAs.Other), Columns.Length)
        from thresholds in Gen.ArrayOf(Gen.Choose(0, 10), Columns.Length)
        from least in Gen.Choose(1, 4)
        from top in Gen.Choose(0, 6)
        from plus in Gen.Choose(0, 4)
        from byTop in Gen.Elements(true, false)
        select new CountPlan(
            [.. Columns.Select((c, i) => new CountCondition(c, kinds[i], thresholds[i]))],
            byTop ? new CountSelection.Top(top, plus) : new CountSelection.AtLeastBasic(least));

    private static readonly Gen<CellMatrix> Matrices =
        from rows in Gen.Choose(0, 30)
        from cells in Gen.ArrayOf(Cells, rows * Columns.Length)
        select MatrixOf(rows, cells);

    private static readonly Arbitrary<(CountPlan Plan, CellMatrix Matrix, long Seed)> Cases =
        (from plan in Plans from matrix in Matrices from seed in Gen.Choose(0, 1000) select (plan, matrix, (long)seed)).ToArbitrary();

    [Fact]
    public void Ranks_run_from_one_without_gaps() =>
        Holds((plan, matrix, seed) => Score(plan, matrix, seed).Select(r => r.Rank).Order().SequenceEqual(Enumerable.Range(1, matrix.Rows)));

    [Fact]
    public void Contributions_of_met_conditions_sum_exactly_to_the_points() =>
        Holds((plan, matrix, seed) => Score(plan, matrix, seed).All(r =>
            r.Tenths == plan.Conditions.Where((_, i) => r.Met[i]).Sum(c => c.Tenths)
            && r.MatchedBasic + r.MatchedOther == r.Met.Count(m => m)));

    [Fact]
    public void Removing_a_condition_never_raises_points() =>
        Holds((plan, matrix, seed) => Enumerable.Range(0, Columns.Length).All(without =>
        {
            var smaller = plan with { Conditions = [.. plan.Conditions.Where((_, i) => i != without)] };
            return Score(smaller, matrix, seed).Zip(Score(plan, matrix, seed)).All(p => p.First.Tenths <= p.Second.Tenths);
        }));

    [Fact]
    public void A_lower_rank_never_has_more_points() =>
        Holds((plan, matrix, seed) =>
        {
            var byRank = Score(plan, matrix, seed).OrderBy(r => r.Rank).ToList();
            return byRank.Zip(byRank.Skip(1)).All(p => p.First.Tenths >= p.Second.Tenths);
        });

    [Fact]
    public void The_order_of_the_rows_changes_nothing() =>
        Holds((plan, matrix, seed) =>
        {
            var turned = new CellMatrix(matrix.Rows, Columns);
            for (var row = 0; row < matrix.Rows; row++)
            {
                for (var column = 0; column < Columns.Length; column++)
                    turned[matrix.Rows - 1 - row, column] = matrix[row, column];
            }

            var straight = CountScoring.Score(plan, matrix, Ties(matrix.Rows, seed));
            var backwards = CountScoring.Score(plan, turned, [.. Ties(matrix.Rows, seed).Reverse()]);
            return straight.Select(Words).SequenceEqual(backwards.Reverse().Select(Words));
        });

    [Fact]
    public void A_top_plan_selects_no_more_than_it_names() =>
        Holds((plan, matrix, seed) =>
        {
            var selected = Score(plan, matrix, seed).Count(r => r.SelectedBy is not null);
            return plan.Selection is not CountSelection.Top top || selected <= top.ByRank + top.ThenByOther;
        });

    private static string Words(CountResult r) => $"{r.Rank} {r.Tenths} {r.MatchedBasic} {r.MatchedOther} {r.SelectedBy} {string.Concat(r.Met)}";

    private static IReadOnlyList<CountResult> Score(CountPlan plan, CellMatrix matrix, long seed) =>
        CountScoring.Score(plan, matrix, Ties(matrix.Rows, seed));

    private static UInt128[] Ties(int rows, long seed) =>
        [.. Enumerable.Range(0, rows).Select(row => new TieBreak(seed).Of(BitConverter.GetBytes(row)))];

    private static CellMatrix MatrixOf(int rows, Cell[] cells)
    {
        var matrix = new CellMatrix(rows, Columns);
        for (var i = 0; i < cells.Length; i++)
            matrix[i / Columns.Length, i % Columns.Length] = cells[i];
        return matrix;
    }

    private static void Holds(Func<CountPlan, CellMatrix, long, bool> law) =>
        Prop.ForAll(Cases, c => law(c.Plan, c.Matrix, c.Seed)).QuickCheckThrowOnFailure();
}
