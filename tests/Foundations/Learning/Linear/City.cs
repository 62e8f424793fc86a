using ChildLink.Learning;
using ChildLink.Learning.Lineage;
using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>A simulated city: items with all four states, of which A, B and the unknown state of C matter.</summary>
internal sealed class City
{
    public static readonly string[] Columns = ["A", "B", "C", "D", "E"];

    public City(int rows, uint seed = 3)
    {
        var sequence = new Sequence(seed);
        Matrix = new CellMatrix(rows, Columns);
        Labels = new TrainingLabel[rows];
        for (var row = 0; row < rows; row++)
        {
            var (a, b, unknown) = (sequence.Next(2), sequence.Next(13), sequence.Next(5) == 0);
            Matrix[row, 0] = Cell.Known(a);
            Matrix[row, 1] = Cell.Known(b);
            Matrix[row, 2] = unknown ? Cell.Unknown : Cell.Known(sequence.Next(3));
            Matrix[row, 3] = sequence.Next(4) == 0 ? Cell.NotYetOfAge : Cell.Known(sequence.Next(2));
            Matrix[row, 4] = sequence.Next(4) == 0 ? Cell.NotApplicable : Cell.Known(4);
            var logOdds = -3 + (1.5 * a) + (0.15 * b) + (unknown ? 1.0 : 0);
            var positive = sequence.NextShare() < 1 / (1 + Math.Exp(-logOdds));
            Labels[row] = sequence.Next(10) == 0 ? TrainingLabel.None : positive ? TrainingLabel.Positive : TrainingLabel.Negative;
        }
    }

    public CellMatrix Matrix { get; }

    public TrainingLabel[] Labels { get; }

    public static TrainingPlan Plan(params string[] without) => new(
        "abuse", [.. Columns.Except(without).Select(c => new ItemSpec(c))], Lineage().Judge(Columns, ["council"], LeakPolicy.Exclude), Seed: 11);

    public static FeatureLineage Lineage(params string[] fromTheCouncil) => new(Columns.ToDictionary(
        c => c, c => (IReadOnlyList<ItemSource>)[new(fromTheCouncil.Contains(c) ? "council" : "health", RecordOf.Self)]));

    public TrainingOutcome.Trained Train(TrainingPlan plan) => LinearTraining.Train(plan, Matrix, Labels, null, TestContext.Current.CancellationToken).ShouldBeOfType<TrainingOutcome.Trained>();
}
