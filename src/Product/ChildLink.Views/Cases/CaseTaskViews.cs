using ChildLink.Casework.Cases;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Views.Cases;

/// <summary>What waits for a caller in cases: found again and again, and decided anew each time one is told.</summary>
public sealed class CaseTaskViews(NpgsqlDataSource database, CaseViews cases, HandOverViews handOvers, TimeProvider time)
{
    /// <summary>Names of what waits now. Nothing is opened: telling one is <see cref="ShowAsync"/>.</summary>
    public async Task<IReadOnlyList<CaseTask>> StandingAsync(Caller caller, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await CaseTaskDesk.StandingAsync(connection, caller, time.GetUtcNow(), ct);
    }

    /// <summary>One of them as the caller may see it at this instant.</summary>
    /// <returns>A <see cref="ShownCase"/> or a <see cref="ShownHandOver"/>; null where it waits no more, or for somebody else.</returns>
    public async Task<object?> ShowAsync(DisclosureScope scope, CaseTask task, CancellationToken ct) => task switch
    {
        CaseTask.Review review => await cases.FindAsync(scope, review.Case, ct) is { } shown && shown.Case.NextReviewOn == review.DueOn
            && review.DueOn <= JapanDay.Of(time.GetUtcNow()) ? shown : null,
        CaseTask.HandOver handOver => await handOvers.FindAsync(scope, handOver, ct),
        _ => throw new InvalidOperationException("A case without an arm."),
    };
}
