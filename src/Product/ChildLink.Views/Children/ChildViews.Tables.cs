using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Views.Children;

/// <content>The same answers as tables of guarded rows, for a door that writes them in the form its client asked for.</content>
public sealed partial class ChildViews
{
    /// <summary>Reads a page; the properties are those of the selection, not those of the query.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadPageAsync(
        DisclosureScope scope, ChildQuery query, ChildSelection selection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, refused);
        var (question, fault) = ChildQuestion.Of(plan, caller, query);
        if (question is null)
            return (null, fault);
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = answering.Cursors.Open(question.Name, cursor)) is null)
            return (null, ChildAnswering.BadCursor());

        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddPage(question, query, position), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        return await TakeAsync(new ChildTable(plan, selection, answering.SeriesOf(plan, caller), answering.Cursors, question.Name), async table =>
        {
            question.Select(scope, plan);
            await ChildAnswering.TakePageAsync(scope, table, reading.Rows, query.Size, ct);
            if (query.Count)
            {
                await reading.Rows.NextResultAsync(ct);
                await reading.Rows.ReadAsync(ct);
                table.Count = reading.Rows.PublicLong(0);
            }
        });
    }

    /// <summary>Reads one child: a table of one row, or of none when the child is not there or not the caller's.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadOneAsync(
        DisclosureScope scope, string child, ChildSelection selection, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, refused);
        return await TakeAsync(new ChildTable(plan, selection, answering.SeriesOf(plan, caller)), async table =>
        {
            await using var reading = await ChildReading.OpenAsync(
                database, answering, scope, plan, b => b.AddOne(ChildAnswering.Resolve(plan, table.Series, child)), ct);
            if (reading is null)
                return ChildAnswering.NoContext();
            table.Select(scope);
            if (await reading.Rows.ReadAsync(ct))
            {
                var subject = reading.Rows.PublicUuid(0);
                scope.Row(subject);
                table.Take(reading.Rows, ChildRow.FirstColumn, subject, Guid.Empty, key: null);
            }

            return null;
        });
    }

    /// <summary>Reads several children at once: rows of those that exist for the caller, found by <see cref="ChildTable.Of"/>.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadSeveralAsync(
        DisclosureScope scope, Guid[] children, ChildSelection selection, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, selection);
        if (plan is null)
            return (null, refused);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddSeveral(children), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        return await TakeAsync(new ChildTable(plan, selection, answering.SeriesOf(plan, caller)), async table =>
        {
            table.Select(scope);
            while (await reading.Rows.ReadAsync(ct))
            {
                var subject = reading.Rows.PublicUuid(0);
                scope.Row(subject);
                table.Take(reading.Rows, ChildRow.FirstColumn, subject, Guid.Empty, key: null);
            }
        });
    }

    /// <summary>Reads how many of the caller's children stand in each class. The groups are the classes, whatever is selected of them.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadClassesAsync(DisclosureScope scope, ChildSelection selection, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.Classes);
        if (plan is null)
            return (null, refused);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddGroups(), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        var table = new ChildTable(plan, selection, series: null);
        table.Select(scope);
        while (await reading.Rows.ReadAsync(ct))
        {
            scope.PublicRows(1);
            table.TakeGroup(reading.Rows);
        }

        return (table, null);
    }

    /// <summary>Fills a table; one that could not be filled is disposed.</summary>
    internal static Task<(ChildTable? Table, ViewOutcome? Fault)> TakeAsync(ChildTable table, Func<ChildTable, Task> read) =>
        TakeAsync(table, async t =>
        {
            await read(t);
            return null;
        });

    /// <summary>Fills a table; one that could not be filled is disposed.</summary>
    private static async Task<(ChildTable? Table, ViewOutcome? Fault)> TakeAsync(ChildTable table, Func<ChildTable, Task<ViewOutcome?>> read)
    {
        var filled = false;
        try
        {
            var fault = await read(table);
            filled = fault is null;
            return (filled ? table : null, fault);
        }
        finally
        {
            if (!filled)
                table.Dispose();
        }
    }
}
