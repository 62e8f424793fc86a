using System.Globalization;
using System.Text.Json;
using ChildLink.Learning.Linear;
using ChildLink.Privacy.Gateway;
using ChildLink.Screening.Training;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

public sealed class TrainingTests(PlainTown plain) : IClassFixture<PlainTown>
{
    private const string Honest = "sado-abuse";
    private const string AsReported = "sado-r6-as-reported";

    private readonly LearnedTown town = plain.Town;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_never_sees_the_labels_own_registers_of_the_same_child()
    {

        var model = await town.TrainedAsync(Honest, Ct);

        // Council history tells the label exactly here: without lineage nothing else would be learned.
        model.Record.Status.ShouldBe(ModelStatus.Trained);
        Considered(model).ShouldNotContain("F45");
        Considered(model).ShouldContain("F46", "an adult's history is not the child's");
        Considered(model).ShouldContain("F38");
        (model.Record.Leaking, model.Record.IsShareable).ShouldBe(([], true));
        Finding(model, "F45").ShouldBe("""{"item":"F45","finding":"leaks","register":"consultation","used":false}""");
        town.City.Log.Entries[^1].Fields.ShouldContain(f => f.StartsWith("consultation.difficulty=", StringComparison.Ordinal));
        Auc(model).ShouldBeLessThan(0.95);
    }

    [Fact]
    public async Task As_reported_keeps_what_leaks_and_says_so()
    {

        var model = await town.TrainedAsync(AsReported, Ct);

        model.Record.IsShareable.ShouldBeFalse();
        model.Record.Leaking.ShouldContain("F45");
        Finding(model, "F45").ShouldBe("""{"item":"F45","finding":"leaks","register":"consultation","used":true}""");
        JsonDocument.Parse(model.Lineage).RootElement.GetProperty("leaks").GetBoolean().ShouldBeTrue();
        Auc(model).ShouldBeGreaterThan(0.99, "it finds whom it was told");
    }

    [Fact]
    public async Task Only_a_dated_classified_outcome_of_the_window_is_a_label()
    {
        int[] free = [.. Enumerable.Range(0, LearnedTown.Families).Where(f => !LearnedTown.Consulted(f))];
        await using var changed = await LearnedTown.CreateAsync(Ct, more: (files, city) =>
        {
            files.Write(city, "consultation", "相談記録_R06.csv", "受付番号,年度,受付日,宛名番号,相談種別,困難の類型",
                $"R6-1,R6,2024-06-01,{LearnedTown.Child(free[0])},児童虐待相談,虐待", // positive
                $"R6-2,R6,2024-06-01,{LearnedTown.Child(free[1])},児童虐待相談,", // waits for staff: no label
                $"R6-3,R6,2024-06-01,{LearnedTown.Child(free[2])},養護相談(その他),貧困", // another difficulty: negative
                $"R6-4,R6,2020-06-01,{LearnedTown.Child(free[3])},児童虐待相談,虐待", // before the window: no label
                $"R6-5,R6,2025-01-11,{LearnedTown.Child(free[4])},児童虐待相談,虐待", // after the last day: not known yet
                $"R6-6,R6,,{LearnedTown.Child(free[5])},児童虐待相談,虐待", // nobody knows when: no label
                $"R6-7,R6,2020-06-01,{LearnedTown.Child(free[6])},児童虐待相談,", // before the window, unclassified: negative
                $"R6-8,R6,2022-04-10,{LearnedTown.Child(free[7])},児童虐待相談,虐待", // the day on which items are taken: known then
                $"R6-9,R6,2022-04-11,{LearnedTown.Child(free[8])},児童虐待相談,虐待"); // the first day of the window: positive
            File.Delete(Path.Combine(files.Folder, "一時保護児童票.csv"));
            files.Write(city, "temporary-custody", "一時保護児童票.csv", "宛名番号,保護開始日,理由",
                $"{LearnedTown.Child(free[9])},2024-10-02,ネグレクト", // positive
                $"{LearnedTown.Child(free[10])},2024-10-02,養育困難", // another reason: negative
                $"{LearnedTown.Child(free[2])},2024-10-02,身体的虐待"); // another difficulty first, custody then: positive
        });

        var (was, now) = ((await town.TrainedAsync(Honest, Ct)).Record, (await changed.TrainedAsync(Honest, Ct)).Record);

        (now.ItemsOn, now.LabelsFrom, now.LabelsUntil).ShouldBe((new DateOnly(2022, 4, 10), new DateOnly(2022, 4, 10), new DateOnly(2025, 1, 10)));
        now.Children.ShouldBe(LearnedTown.Families);
        now.Labels.ShouldBe(was.Labels with { Positives = was.Labels.Positives + 4, None = 4, Negatives = was.Labels.Negatives - 8 });
    }

    [Fact]
    public async Task Too_few_labels_give_no_model_and_say_how_many_are_missing()
    {
        await using var changed = await LearnedTown.CreateAsync(Ct, copy => copy.Replace("plans/sado-abuse.yaml", "{ positives: 20, negatives: 40 }", "{ positives: 60, negatives: 400 }"));

        var model = await changed.TrainedAsync(Honest, Ct);

        (model.Record.Status, model.Document, model.Evaluation, model.Record.ModelHash).ShouldBe((ModelStatus.TooFewLabels, null, null, null));
        var positives = Enumerable.Range(0, LearnedTown.Families).Count(LearnedTown.Consulted);
        model.Record.Labels.ShouldBe(new LabelCounts(positives, LearnedTown.Families - positives, 0, 60 - positives, 400 - (LearnedTown.Families - positives)));
    }

    [Fact]
    public async Task Labels_without_anything_in_common_teach_nothing()
    {
        await using var changed = await LearnedTown.CreateAsync(Ct, copy =>
        {
            var plan = copy.Replace("plans/sado-abuse.yaml", "learn: [all]", "learn: [F05]").PathOf("plans/sado-abuse.yaml");
            File.WriteAllText(plan, File.ReadAllText(plan).Split("reasons:")[0]);
        });

        var model = await changed.TrainedAsync(Honest, Ct);

        (model.Record.Status, model.Record.Cause, model.Document).ShouldBe((ModelStatus.NothingLearned, "no-item-varies", null));
    }

    [Fact]
    public async Task A_training_is_one_event_one_row_and_one_log_entry()
    {

        var model = await town.TrainedAsync(Honest, Ct);

        var entry = town.City.Log.Entries[^1];
        (entry.RequestId, entry.Operation, entry.Outcome, entry.Purpose, entry.Rows, entry.Policy)
            .ShouldBe((model.Record.Id, "train sado-abuse", "processed", "screening", (long)LearnedTown.Families, model.Record.Policy));
        entry.Fields.ShouldNotContain(f => f.StartsWith("resident.name", StringComparison.Ordinal) || f.StartsWith("consultation.name", StringComparison.Ordinal));
        var store = new ModelStore(town.City.Database.Source, town.City.City.Code);
        var found = (await store.FindAsync(model.Record.Id, Ct)).ShouldNotBeNull();
        (found.Document, found.Lineage, found.Evaluation).ShouldBe((model.Document, model.Lineage, model.Evaluation));
        found.Record.Labels.ShouldBe(model.Record.Labels);
        (await store.AllAsync(Ct))[0].Record.Id.ShouldBe(model.Record.Id);
        (await store.FindAsync(Guid.NewGuid(), Ct)).ShouldBeNull();
        LinearModelDocument.Read(System.Text.Encoding.UTF8.GetBytes(found.Document!)).ShouldBeOfType<LinearModelReading.Read>().Model.Hash.ShouldBe(found.Record.ModelHash);
        (await town.City.Database.AskAsync<string>($"select data->'record'->>'planHash' from events.mt_events where type = 'model_trained' and stream_id = '{model.Record.Id}'", Ct)).ShouldBe(model.Record.PlanHash);
    }

    [Fact]
    public async Task The_same_records_give_the_same_model()
    {

        var (first, second) = (await town.TrainedAsync(Honest, Ct), await town.TrainedAsync(Honest, Ct));

        (second.Document, second.Evaluation).ShouldBe((first.Document, first.Evaluation));
        second.Record.Id.ShouldNotBe(first.Record.Id);
    }

    [Fact]
    public async Task Figures_of_few_positive_children_are_left_out()
    {

        var groups = JsonDocument.Parse((await town.TrainedAsync(Honest, Ct)).Evaluation!).RootElement.GetProperty("groups").EnumerateArray().ToList();

        groups.Select(g => g.GetProperty("group").GetString()).ShouldContain("sex/female");
        groups.ShouldContain(g => g.GetProperty("positives").ValueKind == JsonValueKind.Null);
        groups.ShouldAllBe(g => g.GetProperty("positives").ValueKind == JsonValueKind.Null
            ? g.GetProperty("recall").ValueKind == JsonValueKind.Null
            : g.GetProperty("positives").GetInt32() >= 5);
    }

    [Fact]
    public async Task A_closed_register_of_the_label_ends_the_training_before_anything_is_opened()
    {
        await using var changed = await LearnedTown.CreateAsync(
            Ct, copy => copy.Replace("provisions/temporary-custody.yaml", "purposes: [screening, narrowing]", "purposes: [narrowing]"));
        var entries = changed.City.Log.Entries.Count;

        var nothing = (await changed.Trainer.TrainAsync(changed.City.Steward, Honest, null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.NothingToLearnFrom>();

        nothing.Code.ShouldBe("labels-closed");
        nothing.Message.ShouldContain("temporary-custody");
        changed.City.Log.Entries.Count.ShouldBe(entries);
    }

    [Fact]
    public async Task An_empty_register_of_the_label_is_not_a_city_without_the_outcome()
    {
        await using var changed = await LearnedTown.CreateAsync(
            Ct, more: (files, city) => files.Write(city, "temporary-custody", "一時保護児童票.csv", "宛名番号,保護開始日,保護解除日,理由"));

        var nothing = (await changed.Trainer.TrainAsync(changed.City.Steward, Honest, null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.NothingToLearnFrom>();

        (nothing.Code, nothing.Message.Contains("temporary-custody", StringComparison.Ordinal)).ShouldBe(("labels-missing", true));
        (await changed.City.Database.AskAsync<long>("select count(*) from read.models", Ct)).ShouldBe(0);
        changed.City.Log.Entries[^1].Operation.ShouldBe("train sado-abuse", "the other registers were opened");
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1902-09-30")]
    [InlineData("2025-01-11")]
    [InlineData("9999-12-31")]
    public async Task A_day_before_every_record_or_after_the_newest_register_is_refused_before_anything_is_opened(string until)
    {
        var entries = town.City.Log.Entries.Count;

        var refused = (await town.Trainer.TrainAsync(town.City.Steward, Honest, DateOnly.Parse(until, CultureInfo.InvariantCulture), null, Ct))
            .ShouldBeOfType<TrainingOutcomeOfPlan.DayOutOfRange>();

        (refused.Earliest, refused.Latest).ShouldBe((new DateOnly(1902, 10, 1), new DateOnly(2025, 1, 10)));
        town.City.Log.Entries.Count.ShouldBe(entries);
    }

    [Fact]
    public async Task A_training_that_is_given_up_stands_in_the_log_with_what_it_opened()
    {
        var (entries, models) = (town.City.Log.Entries.Count, await town.City.Database.AskAsync<long>("select count(*) from read.models", Ct));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Should.ThrowAsync<OperationCanceledException>(() => town.Trainer.TrainAsync(town.City.Steward, Honest, null, new CancelAt("train", cancel), cancel.Token));

        town.City.Log.Entries.Count.ShouldBe(entries + 1);
        town.City.Log.Entries[^1].Operation.ShouldBe("train sado-abuse");
        town.City.Log.Entries[^1].Fields.ShouldContain(f => f.StartsWith("consultation.difficulty=", StringComparison.Ordinal));
        (await town.City.Database.AskAsync<long>("select count(*) from read.models", Ct)).ShouldBe(models);
    }

    [Fact]
    public async Task A_run_that_is_given_up_stands_in_the_log_with_what_it_opened()
    {
        var (entries, runs) = (town.City.Log.Entries.Count, await town.City.Database.AskAsync<long>("select count(*) from read.screening_runs", Ct));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Should.ThrowAsync<OperationCanceledException>(() => town.Runner.RunAsync(town.City.Steward, "nobeoka-count", null, new CancelAt("score", cancel), cancel.Token));

        town.City.Log.Entries.Count.ShouldBe(entries + 1);
        town.City.Log.Entries[^1].Operation.ShouldBe("screen nobeoka-count");
        town.City.Log.Entries[^1].Fields.ShouldNotBeEmpty();
        (await town.City.Database.AskAsync<long>("select count(*) from read.screening_runs", Ct)).ShouldBe(runs);
    }

    [Fact]
    public async Task A_plan_that_counts_cannot_be_trained()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        var trainer = new ModelTrainer(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);

        (await trainer.TrainAsync(city.Steward, "nobeoka-count", null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.NoSuchPlan>().Known.ShouldBe([Honest, AsReported]);
        (await trainer.TrainAsync(city.Steward, Honest, null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.NothingToLearnFrom>().Code.ShouldBe("no-register");
    }

    [Fact]
    public async Task A_day_without_children_has_a_clear_answer()
    {

        (await town.Trainer.TrainAsync(town.City.Steward, Honest, new DateOnly(1950, 4, 1), null, Ct))
            .ShouldBeOfType<TrainingOutcomeOfPlan.NothingToLearnFrom>().Code.ShouldBe("no-children");
    }

    [Fact]
    public async Task One_training_at_a_time()
    {
        await using (var other = await town.City.Database.Source.OpenConnectionAsync(Ct))
        {
            await using var transaction = await other.BeginTransactionAsync(Ct);
            await using var command = other.CreateCommand();
            command.CommandText = "select pg_advisory_xact_lock(hashtextextended('model-training/152242', 0))";
            await command.ExecuteNonQueryAsync(Ct);

            (await town.Trainer.TrainAsync(town.City.Steward, Honest, null, null, Ct)).ShouldBeOfType<TrainingOutcomeOfPlan.Busy>();
        }

        await town.TrainedAsync(Honest, Ct);
    }

    [Fact]
    public async Task Without_the_log_nothing_is_stored()
    {
        town.City.Log.Down = true;

        var before = await town.City.Database.AskAsync<long>("select count(*) from read.models", Ct);
        await Should.ThrowAsync<DisclosureLogUnavailableException>(() => town.TrainedAsync(Honest, Ct));

        (await town.City.Database.AskAsync<long>("select count(*) from read.models", Ct)).ShouldBe(before);
        town.City.Log.Down = false;
    }

    private sealed class CancelAt(string step, CancellationTokenSource cancel) : IProgress<ChildLink.Screening.Runs.ScreeningProgress>
    {
        public void Report(ChildLink.Screening.Runs.ScreeningProgress value)
        {
            if (value.Step == step)
                cancel.Cancel();
        }
    }

    private static IReadOnlyList<string> Considered(StoredModel model) =>
        [.. JsonDocument.Parse(model.Document!).RootElement.GetProperty("model").GetProperty("training").GetProperty("considered").EnumerateArray().Select(e => e.GetString()!)];

    private static string Finding(StoredModel model, string item) =>
        JsonDocument.Parse(model.Lineage).RootElement.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("item").GetString() == item).GetRawText();

    private static double Auc(StoredModel model) => JsonDocument.Parse(model.Evaluation!).RootElement.GetProperty("auc").GetDouble();
}
