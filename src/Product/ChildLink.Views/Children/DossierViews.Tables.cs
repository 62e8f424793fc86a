using ChildLink.Privacy.Gateway;

namespace ChildLink.Views.Children;

/// <content>The same around many children at once: one statement for all of them.</content>
public sealed partial class DossierViews
{
    /// <summary>Reads who lives with each of some children today, the eldest first.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadMembersAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        ReadAsync(scope, children, selection, (batch, plan, subjects) => batch.AddHousehold(plan, subjects), ct);

    /// <summary>Reads when each of some children lived in which household, the first period first.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadPeriodsAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        ReadAsync(scope, children, selection, (batch, plan, subjects) => batch.AddHouseholdPeriods(plan, subjects, register), ct);

    /// <summary>Reads where each of some children went to school in which fiscal year, the newest first.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<(ChildTable? Table, ViewOutcome? Fault)> ReadEnrolmentsAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct) =>
        ReadAsync(scope, children, selection, (batch, plan, subjects) => batch.AddEnrolments(plan, subjects), ct);

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

    /// <param name="scope">The answer.</param>
    /// <param name="children">Rows about children, read for the same answer.</param>
    /// <param name="selection">Properties of what is around them.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows around all of them (<see cref="ChildTable.Around"/>), or why there are none.</returns>
    private async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, Action<ChildBatch, ChildPlan, Guid[]> add, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, refused);
        var table = new ChildTable(plan, selection, series: null);
        table.Select(scope);
        // How many rows there are would be told, too: who sees nothing of any row is not told that there is one.
        if (answering.PlanFor(caller, selection.Document).Plan!.Columns.Length == 0)
            return (table, null);
        await using var reading = await ChildReading.OpenAsync(
            database, answering, scope, plan, batch => add(batch, plan, [.. children.Select(c => c.Subject).Distinct()]), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        while (await reading.Rows.ReadAsync(ct))
        {
            var subject = reading.Rows.PublicUuid(0);
            scope.Row(subject);
            table.Take(reading.Rows, ChildRow.FirstColumn, subject, reading.Rows.PublicUuid(1), key: null);
        }

        return (table, null);
    }
}
