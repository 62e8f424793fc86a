using ChildLink.Screening.Runs;

namespace ChildLink.Views.Screening;

/// <summary>A screening run as the doors show it. No child stands in it.</summary>
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
/// <param name="StartedBy">Issuer and person, joined by a bar.</param>
/// <param name="Items">Codes of the plan's items.</param>
/// <param name="UnreadableProvisions">Provisions that gave nothing.</param>
/// <param name="Model">The training whose model judged, or null.</param>
/// <param name="ModelHash">Hash of that model, or null.</param>
/// <param name="LeakingItems">Items from the label's own registers that the model used.</param>
/// <param name="Staged">What the first of two stages came to; null where the plan has one.</param>
public sealed record ShownRun(
    Guid Id, string Plan, string Difficulty, DateOnly AsOf, DateTimeOffset StartedAt, DateTimeOffset CompletedAt, long Children, long Candidates,
    long Seed, string Policy, string StartedBy, IReadOnlyList<string> Items, IReadOnlyList<string> UnreadableProvisions, Guid? Model,
    string? ModelHash, IReadOnlyList<string> LeakingItems, StagedRun? Staged)
{
    /// <summary>Whether results of the run may be shared with an institution.</summary>
    public bool Shareable => LeakingItems.Count == 0;
}
