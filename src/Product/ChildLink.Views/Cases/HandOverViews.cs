using ChildLink.Casework.Cases;
using ChildLink.Casework.HandOvers;
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
        var key = CaseFields.Decide(policy, caller, CaseFields.Child);
        var found = new List<ShownHandOver>();
        foreach (var (one, handOver) in waiting)
        {
            if (caller.BlockedChildren.Contains(one.Child))
                continue;
            var mine = Receives(caller, handOver);
            if (caller.Access.Rows == RowScope.OwnInstitution && !mine)
                continue;
            var told = mine || reach.Includes(one);
            if (told)
            {
                scope.Row(one.Child);
                scope.Select(key);
            }
            else
            {
                scope.PublicRows(1);
            }

            // Where a child goes to school now is told of one's own only.
            var shown = told || handOver.State != HandOver.Due ? handOver : handOver with { To = null };
            if (caller.Access.Rows == RowScope.None)
                shown = shown.WithoutStaff();
            found.Add(new ShownHandOver(shown, new ShownCase(one, told, key), told ? handOver.DueOn : null));
        }

        return found;
    }

    private static bool Receives(Privacy.Access.Caller caller, HandOver handOver) => handOver.State == HandOver.Handed && caller.Access.Rows switch
    {
        RowScope.OwnInstitution => handOver.ToKind == RecipientKind.Institution && handOver.To == caller.Institution,
        RowScope.OpenCases => handOver.ToKind == RecipientKind.Worker && handOver.To == caller.Identity.Person,
        _ => false,
    };
}
