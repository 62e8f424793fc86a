using ChildLink.Learning;
using ChildLink.Learning.Lineage;
using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

public sealed class LinearTrainingTests
{
    private static readonly City City = new(6000);
    private static readonly TrainingOutcome.Trained Trained = City.Train(City.Plan());

    [Fact]
    public void What_drives_the_outcome_is_found_with_its_size()
    {
        var items = Trained.Model.Content.Items.ToDictionary(i => i.Column);

        items["A"].Value!.Micro.ShouldBeInRange(1_250_000, 1_700_000);
        items["B"].Value!.ShouldSatisfyAllConditions(v => v.Low.ShouldBe(0), v => v.High.ShouldBe(12), v => v.Micro.ShouldBeInRange(1_500_000, 2_100_000));
        items["C"].States.Single().ShouldSatisfyAllConditions(s => s.State.ShouldBe(CellState.Unknown), s => s.Micro.ShouldBeInRange(750_000, 1_250_000));
        Trained.Report.Quality.Auc!.Value.ShouldBeInRange(0.70, 0.85);
        Trained.Report.Violation.ShouldBeLessThan(1e-7);
    }

    [Fact]
    public void Training_twice_gives_the_same_document()
    {
        LinearModelDocument.Write(City.Train(City.Plan()).Model).ShouldBe(LinearModelDocument.Write(Trained.Model));
        City.Train(City.Plan() with { Seed = 12 }).Model.Hash.ShouldNotBe(Trained.Model.Hash);
    }

    [Fact]
    public void The_mean_of_each_contribution_is_zero()
    {
        var scores = LinearScoring.Score(Trained.Model, City.Matrix);

        for (var i = 0; i < Trained.Model.Content.Items.Count; i++)
            Math.Abs(scores.Sum(s => s.Contributions[i].Micro)).ShouldBeLessThanOrEqualTo((City.Matrix.Rows / 2) + 1);
    }

    [Fact]
    public void Probabilities_come_true_although_labels_were_weighted()
    {
        var probabilities = LinearScoring.Score(Trained.Model, City.Matrix).Select(s => s.PerMille / 1000.0).ToList();
        var labelled = City.Labels.Select((l, row) => (l, row)).Where(x => x.l != TrainingLabel.None).ToList();

        labelled.Average(x => probabilities[x.row]).ShouldBe(labelled.Average(x => x.l == TrainingLabel.Positive ? 1.0 : 0), 0.01);
        foreach (var bin in Trained.Report.Quality.Deciles)
            (bin.Observed / (double)bin.Rows).ShouldBe(bin.Predicted, 0.08);
    }

    [Fact]
    public void The_score_of_a_row_is_what_its_cells_times_the_coefficients_give()
    {
        var scores = LinearScoring.Score(Trained.Model, City.Matrix);
        var left = Trained.Report.Rows.Select((row, i) => scores[row].Micro / 1e6 - Trained.Report.LeftOut[i]);

        left.ShouldAllBe(difference => Math.Abs(difference) < 0.2);
    }

    [Fact]
    public void A_training_that_nobody_waits_for_ends_between_the_folds()
    {
        Should.Throw<OperationCanceledException>(() => LinearTraining.Train(City.Plan(), City.Matrix, City.Labels, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Too_few_labels_give_no_model_and_say_how_many_are_missing()
    {
        var small = new City(60);
        var positives = small.Labels.Count(l => l == TrainingLabel.Positive);
        var negatives = small.Labels.Count(l => l == TrainingLabel.Negative);

        LinearTraining.Train(City.Plan() with { Minimum = new(100, 400) }, small.Matrix, small.Labels, null, TestContext.Current.CancellationToken)
            .ShouldBe(new TrainingOutcome.TooFewLabels(positives, negatives, 100 - positives, 400 - negatives));
        LinearTraining.Train(City.Plan(), new CellMatrix(0, City.Columns), [], null, TestContext.Current.CancellationToken).ShouldBe(new TrainingOutcome.TooFewLabels(0, 0, 20, 400));
    }

    [Fact]
    public void One_label_only_is_too_few_whatever_the_plan_asks_for()
    {
        var all = Enumerable.Repeat(TrainingLabel.Positive, City.Matrix.Rows).ToArray();

        LinearTraining.Train(City.Plan() with { Minimum = new(0, 0) }, City.Matrix, all, null, TestContext.Current.CancellationToken)
            .ShouldBe(new TrainingOutcome.TooFewLabels(City.Matrix.Rows, 0, 0, 2));
    }

    [Fact]
    public void Items_that_never_vary_teach_nothing()
    {
        var matrix = new CellMatrix(City.Matrix.Rows, City.Columns);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < City.Columns.Length; column++)
                matrix[row, column] = column % 2 == 0 ? Cell.Known(3) : Cell.NotYetOfAge;
        }

        LinearTraining.Train(City.Plan(), matrix, City.Labels, null, TestContext.Current.CancellationToken).ShouldBe(new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItemVaries));
    }

    [Fact]
    public void Noise_alone_teaches_nothing()
    {
        var plan = City.Plan("A", "B", "C") with { Rule = LambdaRule.OneStandardError };

        LinearTraining.Train(plan, City.Matrix, City.Labels, null, TestContext.Current.CancellationToken).ShouldBe(new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItemHelps));
    }

    [Fact]
    public void One_household_that_holds_every_positive_cannot_be_split()
    {
        var households = City.Labels.Select((l, row) => l == TrainingLabel.Positive ? -1 : row).ToArray();

        LinearTraining.Train(City.Plan(), City.Matrix, City.Labels, households, TestContext.Current.CancellationToken)
            .ShouldBe(new TrainingOutcome.NothingLearned(NothingLearnedCause.OneGroupHoldsALabel));
    }

    [Fact]
    public void A_row_that_repeats_in_its_household_is_not_foretold_from_its_twin()
    {
        // Every row twice, labels by lot: a free split would let each row find its twin through the column that names the pair.
        var sequence = new Sequence(5);
        var (matrix, labels, pair) = (new CellMatrix(800, ["P"]), new TrainingLabel[800], new int[800]);
        for (var row = 0; row < 800; row += 2)
        {
            var label = sequence.Next(2) == 0 ? TrainingLabel.Positive : TrainingLabel.Negative;
            for (var twin = row; twin < row + 2; twin++)
                (matrix[twin, 0], labels[twin], pair[twin]) = (Cell.Known(row / 2), label, row / 2);
        }

        var bands = Enumerable.Range(0, 400).Select(i => new ValueRange(i, i)).ToList();
        var lineage = new FeatureLineage(new Dictionary<string, IReadOnlyList<ItemSource>> { ["P"] = [new("health", RecordOf.Self)] });
        var plan = new TrainingPlan("twins", [new("P", Bands: bands)], lineage.Judge(["P"], ["council"], LeakPolicy.Exclude), 1)
        {
            Minimum = new(20, 20),
            Options = new() { Alpha = 0.1, Steps = 15, SmallestShare = 0.05 },
            Folds = 4,
        };

        LinearTraining.Train(plan, matrix, labels, null, TestContext.Current.CancellationToken).ShouldBeOfType<TrainingOutcome.Trained>().Report.Quality.Auc!.Value.ShouldBeGreaterThan(0.8);
        (LinearTraining.Train(plan, matrix, labels, pair, TestContext.Current.CancellationToken) is TrainingOutcome.Trained kept ? kept.Report.Quality.Auc!.Value : 0.5).ShouldBeLessThan(0.65);
    }

    [Fact]
    public void Huge_values_neither_break_training_nor_scoring()
    {
        var matrix = new CellMatrix(City.Matrix.Rows, City.Columns);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < City.Columns.Length; column++)
                matrix[row, column] = City.Matrix[row, column];
            matrix[row, 1] = Cell.Known(row % 2 == 0 ? int.MaxValue : int.MinValue);
        }

        var trained = LinearTraining.Train(City.Plan(), matrix, City.Labels, null, TestContext.Current.CancellationToken).ShouldBeOfType<TrainingOutcome.Trained>();

        LinearScoring.Score(trained.Model, matrix).ShouldAllBe(s => s.Tenths >= 0 && s.Tenths <= 1000);
    }

    [Fact]
    public void An_item_of_the_labels_own_register_never_enters()
    {
        var lineage = City.Lineage(fromTheCouncil: ["A"]);
        var plan = City.Plan();

        var clean = City.Train(plan with { Lineage = lineage.Judge(City.Columns, ["council"], LeakPolicy.Exclude) });
        var retold = City.Train(plan with { Lineage = lineage.Judge(City.Columns, ["council"], LeakPolicy.KeepAndMark) });

        clean.Model.Content.Training.Considered.ShouldBe(["B", "C", "D", "E"]);
        clean.Model.Content.Items.ShouldAllBe(i => i.Column != "A");
        clean.Model.IsShareable.ShouldBeTrue();
        retold.Model.Content.Training.Leaking.ShouldBe(["A"]);
        retold.Model.IsShareable.ShouldBeFalse();
        LinearTraining.Train(plan with { Items = [new("A")], Lineage = lineage.Judge(["A"], ["council"], LeakPolicy.Exclude) }, City.Matrix, City.Labels, null, TestContext.Current.CancellationToken)
            .ShouldBe(new TrainingOutcome.NothingLearned(NothingLearnedCause.NoItems));
    }

    [Fact]
    public void A_plan_that_does_not_fit_is_refused()
    {
        Should.Throw<ArgumentException>(() => LinearTraining.Train(City.Plan(), City.Matrix, [], null, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => LinearTraining.Train(City.Plan(), City.Matrix, City.Labels, [1], TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => LinearTraining.Train(City.Plan() with { Folds = 1 }, City.Matrix, City.Labels, null, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => LinearTraining.Train(City.Plan() with { Items = [new("A"), new("A")] }, City.Matrix, City.Labels, null, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => LinearTraining.Train(City.Plan() with { Items = [new("A", new ValueRange(2, 1))] }, City.Matrix, City.Labels, null, TestContext.Current.CancellationToken));
        Should.Throw<ArgumentException>(() => new ClassWeighting.Given(0, 1));
    }
}
