using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>A list around a child in an answer.</summary>
/// <param name="Name">Property of the answer.</param>
/// <param name="Document">Properties of a row.</param>
/// <param name="Add">Asks for the rows around children.</param>
internal sealed record AroundList(string Name, ChildDocument Document, Action<ChildBatch, ChildPlan, Guid[]> Add);

/// <summary>
/// Answers about one child with lists around it: one round trip however many lists there are, one entry in the log. The same lists
/// around many children at once for the graph.
/// </summary>
internal sealed class ListedAround(NpgsqlDataSource database, ChildAnswering answering)
{
    /// <summary>Loads the keys of sealed texts around some children; null where the lists hold none.</summary>
    public delegate Task<SubjectKeyRing?> KeyLoading(Guid[] children, CancellationToken ct);

    /// <summary>Lists without sealed texts need no keys.</summary>
    public static Task<SubjectKeyRing?> NoKeys(Guid[] children, CancellationToken ct) => Task.FromResult<SubjectKeyRing?>(null);

    /// <summary>Writes one child with its lists.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="document">Properties of the child.</param>
    /// <param name="child">The child by the identity that the caller was given.</param>
    /// <param name="lists">The lists, in order.</param>
    /// <param name="loadKeys">Keys of sealed texts.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ViewOutcome> WriteAsync(
        DisclosureScope scope, ChildDocument document, string child, IReadOnlyList<AroundList> lists, KeyLoading loadKeys, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, document);
        if (plan is null)
            return refused!;
        var parts = lists.Select(l => (l.Name, l.Add, Plan: answering.PlanFor(caller, l.Document).Plan!)).ToArray();
        using var series = answering.SeriesOf(plan, caller);
        var subject = ChildAnswering.Resolve(plan, series, child);
        using var ring = await loadKeys([subject], ct);
        await using var reading = await ChildReading.OpenAsync(
            database, answering, scope, plan,
            batch =>
            {
                batch.AddOne(subject);
                // How many rows there are would be told, too.
                foreach (var part in parts.Where(p => p.Plan.Columns.Length > 0))
                    part.Add(batch, part.Plan, [subject]);
            }, ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        scope.Json.WriteStartObject();
        ChildRow.WriteFields(scope, plan, rows, rows.PublicUuid(0), series);
        foreach (var part in parts)
        {
            scope.Json.WriteStartArray(part.Name);
            if (part.Plan.Columns.Length > 0)
            {
                await rows.NextResultAsync(ct);
                while (await rows.ReadAsync(ct))
                    ChildRow.Write(scope, part.Plan, rows, rows.PublicUuid(0), series, ring);
            }

            scope.Json.WriteEndArray();
        }

        ChildAnswering.Finish(scope, [plan, .. parts.Select(p => p.Plan)]);
        return new ViewOutcome.Written();
    }

    /// <summary>Reads one list around some children.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="children">Rows about children, read for the same answer.</param>
    /// <param name="selection">Properties of a row.</param>
    /// <param name="add">Asks for the rows.</param>
    /// <param name="loadKeys">Keys of sealed texts.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The rows around all of them (<see cref="ChildTable.Around"/>), or why there are none.</returns>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, Action<ChildBatch, ChildPlan, Guid[]> add, KeyLoading loadKeys,
        CancellationToken ct)
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
        Guid[] subjects = [.. children.Select(c => c.Subject).Distinct()];
        using var ring = await loadKeys(subjects, ct);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, batch => add(batch, plan, subjects), ct);
        if (reading is null)
            return (null, ChildAnswering.NoContext());
        while (await reading.Rows.ReadAsync(ct))
        {
            var subject = reading.Rows.PublicUuid(0);
            scope.Row(subject);
            table.Take(reading.Rows, ChildRow.FirstColumn, subject, reading.Rows.PublicUuid(1), key: null, ring);
        }

        return (table, null);
    }
}
