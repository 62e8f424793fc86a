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
public sealed record ScreeningRun(
    Guid Id, string Plan, string Difficulty, DateOnly AsOf, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, long Children,
    long Candidates, long Seed, string Policy, string PlanHash, string StartedBy, IReadOnlyList<string> Items, IReadOnlyList<string> Unreadable);

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
