using System.Data;
using System.Globalization;
using System.Text;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Learning.Linear;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Runs;
using Npgsql;

namespace ChildLink.Screening.Training;

/// <summary>
/// Trains the model of a plan from stored records and stores it with its evaluation, in one transaction and under one log
/// entry. Items from the label's own registers are left out by lineage unless the plan keeps and marks them.
/// </summary>
/// <exception cref="ChildLink.Privacy.Policy.PolicyException">When made: a plan file of the city does not compile.</exception>
public sealed class ModelTrainer(NpgsqlDataSource database, City city, KeyHome keys, PrivacyGateway gateway, TimeProvider time)
{
    private const string Purpose = "screening";

    private const string Claim = "select pg_try_advisory_xact_lock(hashtextextended('model-training/' || $1, 0))";

    private readonly ScreeningPlans plans = ScreeningPlans.Load(city);

    /// <summary>Plans that learn, sorted.</summary>
    public IReadOnlyList<string> Plans => [.. plans.Ids.Where(id => plans.Find(id) is LearnedPlan)];

    /// <summary>Trains a plan.</summary>
    /// <param name="caller">Who trains; stands in the log.</param>
    /// <param name="plan">Name of the plan.</param>
    /// <param name="until">Last day of the labels, not after the day the newest register was drawn; null for that day. Nothing dated later is used.</param>
    /// <param name="progress">Told before every step; may be null.</param>
    /// <param name="ct">Cancels before commit, also between the folds; nothing is stored then, and the log says what was opened.</param>
    /// <exception cref="DisclosureLogUnavailableException">No log, no model: nothing was stored.</exception>
    public async Task<TrainingOutcomeOfPlan> TrainAsync(
        Caller caller, string plan, DateOnly? until, IProgress<ScreeningProgress>? progress, CancellationToken ct)
    {
        if (plans.Find(plan) is not LearnedPlan found)
            return new TrainingOutcomeOfPlan.NoSuchPlan(Plans);
        var startedAt = time.GetUtcNow();
        if (LabelRecords.Closed(city, found.Label, Purpose, startedAt) is [_, ..] closed)
            return LabelsClosed(closed);
        await using var grant = gateway.Grant(caller, Purpose, Guid.CreateVersion7(startedAt));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (!await ClaimAsync(connection, ct))
            return new TrainingOutcomeOfPlan.Busy();
        if (await RegisterDay.LatestAsync(connection, city.Code, ct) is not { } newest)
            return NoRegister();
        var last = until ?? newest;
        if (last > newest || last < found.Label.Earliest)
            return new TrainingOutcomeOfPlan.DayOutOfRange(found.Label.Earliest, newest);

        var steps = new Steps(progress, ScreeningPlan.ProvisionsOf(found.Admitted).Count + found.Label.Registers.Count + 2);
        var operation = $"train {found.Id}";
        grant.Begin(operation);
        var (outcome, rows) = await LearnAsync(connection, grant, found, last, caller, steps, ct);
        steps.Begin("store");
        if (outcome is TrainingOutcomeOfPlan.Done done)
            await ModelStore.SaveAsync(connection, new EventLog(city.Code, time), done.Model, ct);
        await grant.RecordAsync(operation, rows, ct);
        await transaction.CommitAsync(CancellationToken.None);
        steps.End();
        return outcome;
    }

    private async Task<(TrainingOutcomeOfPlan Outcome, int Rows)> LearnAsync(
        NpgsqlConnection connection, ProcessingGrant grant, LearnedPlan plan, DateOnly last, Caller caller, Steps steps, CancellationToken ct)
    {
        var day = plan.Label.ItemsOn(last);
        var sources = await new SourceReading(city, keys, time)
            .ReadAsync(connection, grant, ScreeningPlan.ProvisionsOf(plan.Admitted), day, steps.Begin, ct);
        var records = await LabelRecords.ReadAsync(city, keys, time, connection, grant, plan.Label, steps.Begin, ct);
        if (records.Empty is [_, ..] empty)
            return (LabelsMissing(empty), 0);
        steps.Begin("train");
        var table = TrainingTable.Of(sources, plan, day, new Labelling(plan.Label, records, last));
        return (Judge(sources, table, day) is { } nothing ? nothing : Learn(plan, table, last, grant.Run, caller, sources, ct), table.Labels.Count);
    }

    private TrainingOutcomeOfPlan.Done Learn(
        LearnedPlan plan, TrainingTable table, DateOnly last, Guid id, Caller caller, SourceRecords sources, CancellationToken ct)
    {
        var seed = RunSeed.Of(keys, city.Code, plan, last);
        var outcome = LinearTraining.Train(ModelSpec.Of(plan, seed), table.Cells, table.Labels, table.Households, ct);
        var trained = outcome is TrainingOutcome.Trained t ? t with { Model = PointScale.Set(t.Model, table.Cells, plan.FiftyForTop) } : null;
        var tooFew = outcome as TrainingOutcome.TooFewLabels;
        var record = new ModelRecord(
            id, plan.Id, plan.Difficulty, plan.Hash, gateway.Policy.Hash,
            outcome.Match(static _ => ModelStatus.Trained, static _ => ModelStatus.TooFewLabels, static _ => ModelStatus.NothingLearned),
            (outcome as TrainingOutcome.NothingLearned) is { } nothing ? ModelWords.Of(nothing.Cause) : null, seed, plan.Label.ItemsOn(last),
            plan.Label.StartOf(last), last, time.GetUtcNow(), $"{caller.Identity.Issuer}|{caller.Identity.Person}", table.Labels.Count,
            new LabelCounts(
                table.Count(TrainingLabel.Positive), table.Count(TrainingLabel.Negative), table.Count(TrainingLabel.None),
                tooFew?.MissingPositives ?? 0, tooFew?.MissingNegatives ?? 0),
            plan.Lineage.Leaking, [.. sources.Unreadable.Order(StringComparer.Ordinal)], trained?.Model.Hash);
        return new TrainingOutcomeOfPlan.Done(new StoredModel(
            record, trained is null ? null : Encoding.UTF8.GetString(LinearModelDocument.Write(trained.Model)), LineageJson.Of(plan),
            trained is null ? null : EvaluationJson.Of(trained.Report.Quality, GroupRecall.Of(table, trained.Report, trained.Model, plan.ThresholdTenths))));
    }

    private async Task<bool> ClaimAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Claim, city.Code);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) && rows.PublicFlag(0);
    }

    private static TrainingOutcomeOfPlan.NothingToLearnFrom? Judge(SourceRecords sources, TrainingTable table, DateOnly day)
    {
        if (sources.Unreadable.Contains(Sources.ResidentRegister))
            return NoRegister();
        return table.Labels.Count > 0 ? null : new TrainingOutcomeOfPlan.NothingToLearnFrom(
            TrainingOutcomeOfPlan.NothingToLearnFrom.NoChildren,
            $"By the register no child of the plan's ages lives in the city on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.");
    }

    private static TrainingOutcomeOfPlan.NothingToLearnFrom NoRegister() => new(
        TrainingOutcomeOfPlan.NothingToLearnFrom.NoRegister, "There is no resident register that may be used for screening: import one first.");

    private static TrainingOutcomeOfPlan.NothingToLearnFrom LabelsMissing(IReadOnlyList<string> empty) => new(
        TrainingOutcomeOfPlan.NothingToLearnFrom.LabelsMissing,
        $"Registers of the label hold no record at all: {string.Join(", ", empty)}. Import them first; an empty register is not a city without the outcome.");

    private static TrainingOutcomeOfPlan.NothingToLearnFrom LabelsClosed(IReadOnlyList<string> closed) => new(
        TrainingOutcomeOfPlan.NothingToLearnFrom.LabelsClosed,
        $"Labels may not be read for screening now: {string.Join(", ", closed)}. Without them children with the outcome would pass for children without.");
}
