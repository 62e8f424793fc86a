using System.Numerics;
using ChildLink.Learning;
using ChildLink.Learning.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>Laws that hold for every model and every cell.</summary>
public sealed class LinearScoringProperties
{
    private static readonly CellState[] States = [CellState.NotApplicable, CellState.NotYetOfAge, CellState.Unknown];

    private static readonly Gen<int> Numbers = Gen.OneOf(Gen.Choose(-3, 30), Gen.Elements(int.MinValue, int.MaxValue, 0));

    private static readonly Gen<Cell> Cells =
        Gen.OneOf(Numbers.Select(Cell.Known), Gen.Elements(Cell.NotApplicable, Cell.NotYetOfAge, Cell.Unknown));

    private static readonly Gen<long> Micros = Gen.OneOf(
        Gen.Choose(-3_000_000, 3_000_000).Select(m => (long)m), Gen.Elements(LinearModel.LargestMicro, -LinearModel.LargestMicro, 0));

    private static readonly Gen<ValueWeight> Values =
        from one in Numbers
        from other in Numbers
        from micro in Micros
        select new ValueWeight(Math.Min(one, other), Math.Max(one, other), one == other ? 0 : micro);

    private static readonly Gen<LinearItem> Items =
        from reference in Micros
        from value in Gen.OneOf(Values.Select(v => (ValueWeight?)v), Gen.Constant<ValueWeight?>(null))
        from band in Micros
        from states in Gen.SubListOf(States)
        from state in Micros
        select new LinearItem("?", reference, value, value is null ? [] : [new(3, 9, band)], [.. states.Select(s => new StateWeight(s, state))]);

    private static readonly Gen<(LinearModel Model, CellMatrix Matrix)> Cases =
        from items in Gen.NonEmptyListOf(Items)
        from baseline in Micros
        from fifty in Micros
        from prior in Micros
        from rows in Gen.Choose(0, 5)
        from cells in Gen.ArrayOf(Cells, rows * items.Count)
        select CaseOf([.. items], baseline, fifty, prior, rows, cells);

    [Fact]
    public void Contributions_and_baseline_sum_exactly_to_the_score() => Holds((model, matrix) =>
        LinearScoring.Score(model, matrix).All(s =>
            s.Micro == model.Content.BaselineMicro + s.Contributions.Sum(c => c.Micro)
            && s.Micro == model.Content.BaselineMicro + s.Raising.Sum(c => c.Micro) + s.Lowering.Sum(c => c.Micro)
            && s.Contributions.Select(c => c.Column).SequenceEqual(model.Content.Items.Select(i => i.Column))));

    [Fact]
    public void Contributions_are_the_nearest_whole_number_to_the_exact_fraction() => Holds((model, matrix) =>
        Enumerable.Range(0, matrix.Rows).All(row => model.Content.Items.Select((item, i) => (item, cell: matrix[row, i])).All(x =>
        {
            if (x.cell.State != CellState.Known || x.item.Value is not { } line || line.High == line.Low)
                return true;
            var band = x.cell.Value is >= 3 and <= 9 ? x.item.Bands[0].Micro : 0;
            var value = new BigInteger(LinearScoring.ContributionOf(x.item, x.cell) + x.item.ReferenceMicro - band);
            var span = (BigInteger)line.High - line.Low;
            var exact = (BigInteger)line.Micro * (Math.Clamp(x.cell.Value, line.Low, line.High) - (BigInteger)line.Low);
            return BigInteger.Abs((value * span) - exact) * 2 <= span;
        })));

    [Fact]
    public void A_state_that_training_never_saw_adds_nothing() => Holds((model, matrix) =>
        model.Content.Items.All(item => States.Where(s => item.States.All(w => w.State != s))
            .All(s => LinearScoring.ContributionOf(item, CellOf(s)) == 0)));

    [Fact]
    public void More_log_odds_never_give_fewer_points() => Holds((model, matrix) =>
    {
        var scores = LinearScoring.Score(model, matrix).OrderBy(s => s.Micro).ToList();
        return scores.Zip(scores.Skip(1)).All(p => p.First.Tenths <= p.Second.Tenths && p.First.PerMille <= p.Second.PerMille);
    });

    [Fact]
    public void A_stored_model_scores_as_it_did() => Holds((model, matrix) =>
    {
        var again = LinearModelDocument.Read(LinearModelDocument.Write(model)).Match<LinearModel?>(m => m, _ => null);
        return again is not null && again.Hash == model.Hash && Words(again, matrix).SequenceEqual(Words(model, matrix));
    });

    private static IEnumerable<string> Words(LinearModel model, CellMatrix matrix) => LinearScoring.Score(model, matrix)
        .Select(s => $"{s.Micro} {s.Tenths} {s.PerMille} {string.Join(' ', s.Contributions.Select(c => c.Micro))}");

    private static Cell CellOf(CellState state) => state switch
    {
        CellState.NotApplicable => Cell.NotApplicable,
        CellState.NotYetOfAge => Cell.NotYetOfAge,
        _ => Cell.Unknown,
    };

    private static (LinearModel Model, CellMatrix Matrix) CaseOf(
        List<LinearItem> items, long baseline, long fifty, long prior, int rows, Cell[] cells)
    {
        var named = items.Select((item, i) => item with { Column = $"F{i}" }).ToList();
        var matrix = new CellMatrix(rows, [.. named.Select(i => i.Column)]);
        for (var i = 0; i < cells.Length; i++)
            matrix[i / named.Count, i % named.Count] = cells[i];
        return (LinearModel.Of(new LinearModelContent("any", baseline, fifty, prior, named, LinearModelDocumentTests.Facts)), matrix);
    }

    private static void Holds(Func<LinearModel, CellMatrix, bool> law) =>
        Prop.ForAll(Cases.ToArbitrary(), c => law(c.Model, c.Matrix)).QuickCheckThrowOnFailure();
}
