using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using Npgsql;

namespace ChildLink.Views.Cases;

/// <summary>A hand-over in an answer.</summary>
/// <param name="HandOver">What waits.</param>
/// <param name="Shown">Its case, with the child where the caller is told.</param>
/// <param name="DueOn">Day of the change, where the child is told; else null: a birthday would tell who it is.</param>
public sealed record ShownHandOver(HandOver HandOver, ShownCase Shown, DateOnly? DueOn);

/// <summary>Hand-overs that wait.</summary>
public sealed class HandOverViews(NpgsqlDataSource database, DecisionTable policy, string tenant, TimeProvider time)
{
    /// <summary>
    /// What waits: for an institution what was handed over to it, for case staff everything, with the child where the case is theirs
    /// or was handed over to them.
    /// </summary>
    public async Task<IReadOnlyList<ShownHandOver>> WaitingAsync(DisclosureScope scope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var caller = scope.Caller;
        await using var connection = await database.OpenConnectionAsync(ct);
        var waiting = await HandOverDesk.WaitingAsync(connection, tenant, time.GetUtcNow(), ct);
        var reach = await CaseReach.OfAsync(connection, caller, ct);
        var found = new List<ShownHandOver>();
        foreach (var (one, handOver) in waiting)
        {
            if (Show(scope, one, handOver, reach) is { } shown)
                found.Add(shown);
        }

        return found;
    }

    /// <summary>One that waits for the caller: in a case of the caller, or handed over to the caller.</summary>
    /// <returns>As it stands now; null where it waits no more, or for somebody else.</returns>
    public async Task<ShownHandOver?> FindAsync(DisclosureScope scope, CaseTask.HandOver task, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(task);
        await using var connection = await database.OpenConnectionAsync(ct);
        var reach = await CaseReach.OfAsync(connection, scope.Caller, ct);
        var waiting = await HandOverDesk.WaitingAsync(connection, tenant, task.Case, time.GetUtcNow(), ct);
        if (waiting.FirstOrDefault(w => w.HandOver.Id == task.Id && w.HandOver.State == task.State) is not ({ } one, { } handOver))
            return null;
        return Receives(scope.Caller, handOver) || reach.Includes(one) ? Show(scope, one, handOver, reach) : null;
    }

    private ShownHandOver? Show(DisclosureScope scope, Case one, HandOver handOver, CaseReach reach)
    {
        var caller = scope.Caller;
        var mine = Receives(caller, handOver);
        if (caller.BlockedChildren.Contains(one.Child) || (caller.Access.Rows == RowScope.OwnInstitution && !mine))
            return null;
        var key = CaseFields.Decide(policy, caller, CaseFields.Child);
        if (!mine && !reach.Includes(one))
        {
            scope.PublicRows(1);
            // Where a child goes to school now is told of one's own only, and who works on cases to those who do.
            var other = handOver.State == HandOver.Due ? handOver with { To = null } : handOver;
            return new ShownHandOver(caller.Access.Rows == RowScope.None ? other.WithoutStaff() : other, new ShownCase(one, Reached: false, key), null);
        }

        scope.Row(one.Child);
        scope.Select(key);
        return new ShownHandOver(handOver, new ShownCase(one, Reached: true, key), handOver.DueOn);
    }

    private static bool Receives(Caller caller, HandOver handOver) =>
        handOver.State == HandOver.Handed && CaseTaskDesk.Recipient(caller) is var (kind, name) && (kind, name) == (handOver.ToKind, handOver.To);
}
