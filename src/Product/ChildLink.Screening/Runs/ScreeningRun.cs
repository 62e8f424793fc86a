using System.Text.Json;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Runs;

/// <summary>A finished run, without results.</summary>
/// <param name="Id">Names the run as context of a purpose.</param>
/// <param name="Plan">Plan that ran.</param>
/// <param name="Difficulty">What the plan looks for.</param>
/// <param name="AsOf">The day the cells speak of.</param>
/// <param name="StartedAt">Instant, UTC.</param>
/// <param name="CompletedAt">Instant, UTC.</param>
/// <param name="Children">Children with a result.</param>
/// <param name="Candidates">Of these, selected for people to look at.</param>
/// <param name="Seed">Orders children who are equal in everything that counts.</param>
/// <param name="Policy">Hash of the policy in force.</param>
/// <param name="PlanHash">Hash of the plan file.</param>
/// <param name="StartedBy">Issuer and person, joined by a bar.</param>
/// <param name="Items">Codes of the plan's items.</param>
/// <param name="Unreadable">
/// Provisions that gave nothing (basis ended, purpose not named, nothing delivered or linked); items that need them are unknown.
/// </param>
/// <param name="Model">The training whose model judged, or null when items were counted.</param>
/// <param name="ModelHash">Hash of that model, or null.</param>
/// <param name="Leaking">Items from the label's own registers that the model used; with any, nothing of the run can be shared.</param>
public sealed record ScreeningRun(
    Guid Id, string Plan, string Difficulty, DateOnly AsOf, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, long Children,
    long Candidates, long Seed, string Policy, string PlanHash, string StartedBy, IReadOnlyList<string> Items, IReadOnlyList<string> Unreadable,
    Guid? Model, string? ModelHash, IReadOnlyList<string> Leaking)
{
    /// <summary>What the first of two stages came to; null where the plan has one stage.</summary>
    public StagedRun? Staged { get; init; }

    /// <summary>Items of which a child of the run shows only what at least five share; none in a run of before.</summary>
    public IReadOnlyList<string> QuasiIdentifiers { get; init; } = [];

    /// <summary>Whether results of the run may be shared with an institution.</summary>
    public bool IsShareable => Leaking.Count == 0;
}

/// <summary>A run in two stages.</summary>
/// <param name="Screened">Children the first stage looked at.</param>
/// <param name="Flagged">Children it flagged: they alone have a result.</param>
/// <param name="Records">What the second stage read and left closed, by provision.</param>
public sealed record StagedRun(long Screened, long Flagged, IReadOnlyList<RecordsRead> Records)
{
    /// <summary>Reads what stands in <c>read.screening_runs.staged</c>.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static StagedRun Parse(string json) =>
        JsonSerializer.Deserialize(json, RunJson.Default.StagedRun) ?? throw new JsonException("A run in two stages is an object.");
}

/// <summary>What became of a wish to run a plan.</summary>
public abstract record ScreeningOutcome
{
    private ScreeningOutcome()
    {
    }

    /// <summary>The run is stored with its results.</summary>
    public sealed record Done(ScreeningRun Run) : ScreeningOutcome;

    /// <summary>The city has no such plan.</summary>
    /// <param name="Known">Plans it has, sorted.</param>
    public sealed record NoSuchPlan(IReadOnlyList<string> Known) : ScreeningOutcome;

    /// <summary>The plan has no model to judge with; nobody was scored.</summary>
    /// <param name="Code">One of the constants here.</param>
    /// <param name="Message">In words, with how many labels are missing.</param>
    /// <param name="MissingPositives">Positive labels still needed; 0 unless there were too few.</param>
    /// <param name="MissingNegatives">Negative labels still needed.</param>
    public sealed record NoUsableModel(string Code, string Message, int MissingPositives, int MissingNegatives) : ScreeningOutcome
    {
        /// <summary>The plan was never trained as it stands now.</summary>
        public const string NoModel = "no-model";

        /// <summary>The latest training lacked labels.</summary>
        public const string TooFewLabels = "too-few-labels";

        /// <summary>The latest training had labels that its items do not tell apart.</summary>
        public const string NothingLearned = "nothing-learned";

        /// <summary>The stored model does not agree with its hash.</summary>
        public const string Unreadable = "model-unreadable";
    }

    /// <summary>There is nobody to screen; nothing was stored.</summary>
    /// <param name="Code">One of <see cref="NoRegister"/> and <see cref="NoChildren"/>.</param>
    /// <param name="Message">In words.</param>
    public sealed record NothingToScreen(string Code, string Message) : ScreeningOutcome
    {
        /// <summary>No resident register can be read for screening.</summary>
        public const string NoRegister = "no-register";

        /// <summary>By the register no child lived in the city on the day.</summary>
        public const string NoChildren = "no-children";
    }
}

/// <summary>Progress of a run: steps done and in all, and the name of the step that begins.</summary>
public readonly record struct ScreeningProgress(int Done, int Total, string Step);
