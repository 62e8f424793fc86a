using System.Globalization;
using System.Text;
using ChildLink.Learning.Linear;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Training;
using Npgsql;

namespace ChildLink.Screening.Runs;

/// <summary>How a plan judges in one run: which items it reads, whom it takes, what it makes of the cells.</summary>
/// <param name="Items">Items in order of the columns.</param>
/// <param name="Takes">Whether a child belongs to the run.</param>
/// <param name="Score">Cells, seed and quasi-identifiers in, results in order of rank out.</param>
/// <param name="Model">The training behind it, or null.</param>
internal sealed record Judging(
    IReadOnlyList<PlanItem> Items, Func<FeatureRow, bool> Takes, Func<FeatureTable, long, IReadOnlyList<string>, IReadOnlyList<ScoredChild>> Score, ModelRecord? Model)
{
    /// <summary>Who is looked at more closely; null: everybody is.</summary>
    public FirstStage? First { get; init; }

    /// <summary>A counting plan needs nothing; a plan that learns needs the model of its latest training.</summary>
    public static async Task<(Judging? Judging, ScreeningOutcome.NoUsableModel? Refusal)> OfAsync(
        NpgsqlConnection connection, string tenant, ScreeningPlan plan, CancellationToken ct) => plan switch
        {
            CountingPlan counting => (new Judging(counting.Items, static _ => true, (f, seed, quasi) => CountedScoring.Score(counting, f, seed, quasi), null) { First = counting.First }, null),
            LearnedPlan learned => Of(learned, await ModelStore.LatestAsync(connection, tenant, learned.Id, ct)),
            _ => throw new InvalidOperationException("A kind of plan without an arm."),
        };

    private static (Judging?, ScreeningOutcome.NoUsableModel?) Of(LearnedPlan plan, StoredModel? latest)
    {
        if (latest is null)
            return Refuse(ScreeningOutcome.NoUsableModel.NoModel, $"The plan '{plan.Id}' has not been trained: train it first.");
        if (latest.Record.PlanHash != plan.Hash)
            return Refuse(ScreeningOutcome.NoUsableModel.NoModel, $"The plan '{plan.Id}' has changed since it was trained: train it again.");
        if (latest.Document is null)
            return Refuse(latest.Record);
        return LinearModelDocument.Read(Encoding.UTF8.GetBytes(latest.Document)).Match(
            model => IsLawful(plan, model, latest.Record)
                ? Of(plan, new LearnedScoring(plan, model), latest.Record)
                : Refuse(ScreeningOutcome.NoUsableModel.NoModel, $"What may be learned for '{plan.Id}' has changed since it was trained (drawsOn of a provision): train it again."),
            reason => Refuse(ScreeningOutcome.NoUsableModel.Unreadable, $"The stored model of '{plan.Id}' cannot be used: {reason}"));
    }

    // Lineage follows from the city's provisions, which the hash of the plan does not cover.
    private static bool IsLawful(LearnedPlan plan, LinearModel model, ModelRecord record) =>
        model.Content.Items.All(m => plan.Admitted.Any(a => a.Code == m.Column))
        && record.Leaking.ToHashSet(StringComparer.Ordinal).SetEquals(plan.Lineage.Leaking);

    private static (Judging?, ScreeningOutcome.NoUsableModel?) Of(LearnedPlan plan, LearnedScoring scoring, ModelRecord record) =>
        (new Judging(scoring.Items, r => plan.Ages.Contains(r.SchoolAge), scoring.Score, record), null);

    private static (Judging?, ScreeningOutcome.NoUsableModel?) Refuse(ModelRecord record)
    {
        var labels = record.Labels;
        return record.Status == ModelStatus.TooFewLabels
            ? (null, new ScreeningOutcome.NoUsableModel(
                ScreeningOutcome.NoUsableModel.TooFewLabels,
                string.Create(CultureInfo.InvariantCulture, $"Too few labels for '{record.Plan}': {labels.MissingPositives} positive and {labels.MissingNegatives} negative labels are missing."),
                labels.MissingPositives, labels.MissingNegatives))
            : Refuse(ScreeningOutcome.NoUsableModel.NothingLearned, $"The items of '{record.Plan}' do not tell its labels apart ({record.Cause}).");
    }

    private static (Judging?, ScreeningOutcome.NoUsableModel?) Refuse(string code, string message) =>
        (null, new ScreeningOutcome.NoUsableModel(code, message, 0, 0));
}
