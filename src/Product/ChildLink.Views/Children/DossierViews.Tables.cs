using ChildLink.Privacy.Gateway;

namespace ChildLink.Views.Children;

/// <content>The same around many children at once: one statement for all of them.</content>
public sealed partial class DossierViews
{
    /// <summary>Reads who lives with each of some children today, the eldest first.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="children">Rows about children, read for the same answer.</param>
    /// <param name="selection">Properties of what is around them.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows around all of them (<see cref="ChildTable.Around"/>), or why there are none.</returns>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadMembersAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        around.ReadAsync(scope, children, selection, AroundLists.Members.Add, ListedAround.NoKeys, ct);

    /// <summary>Reads when each of some children lived in which household, the first period first.</summary>
    /// <inheritdoc cref="ReadMembersAsync"/>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadPeriodsAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        around.ReadAsync(scope, children, selection, lists.Periods.Add, ListedAround.NoKeys, ct);

    /// <summary>Reads where each of some children went to school in which fiscal year, the newest first.</summary>
    /// <inheritdoc cref="ReadMembersAsync"/>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadEnrolmentsAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        around.ReadAsync(scope, children, selection, AroundLists.Years.Add, ListedAround.NoKeys, ct);

    /// <summary>
    /// Notes in the log what is asked around children, and tells what of it is withheld or coarse: the same whether or not there is
    /// anybody. Nothing for a caller whose question is refused anyway.
    /// </summary>
    public IReadOnlyList<ChildVerdict> Judge(DisclosureScope scope, ChildSelection selection)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (plan, _) = answering.PlanFor(scope.Caller, selection);
        if (plan is null)
            return [];
        using var table = new ChildTable(plan, selection, series: null);
        table.Select(scope);
        return [.. table.Verdicts];
    }
}
