using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Views.Narrowing;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>Lists of everybody who stands in them and exists for the caller, at most 1,000 rows: as JSON, or as a table for the graph.</summary>
internal sealed class WholeLists(NpgsqlDataSource database, ChildAnswering answering)
{
    /// <summary>Writes the list.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="part">The list.</param>
    /// <param name="form">Only those of one form; null for all.</param>
    /// <param name="ring">Keys of the sealed texts in it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ViewOutcome> WriteAsync(DisclosureScope scope, CardPart part, string? form, SubjectKeyRing ring, CancellationToken ct)
    {
        var (plan, refused) = answering.PlanFor(scope.Caller, part.Document);
        if (plan is null)
            return refused!;
        using var series = answering.SeriesOf(plan, scope.Caller);
        await using var reading = IsTold(plan, part) ? await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWhole(plan, part, form), ct) : null;
        if (reading is null && IsTold(plan, part))
            return ChildAnswering.NoContext();
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        while (reading is not null && await reading.Rows.ReadAsync(ct))
            ChildRow.Write(scope, plan, reading.Rows, reading.Rows.PublicUuid(0), series, ring);
        scope.Json.WriteEndArray();
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Reads the same as a table; the selection is one of the document of the list.</summary>
    /// <returns>The table, which the caller disposes, or why there is none.</returns>
    /// <inheritdoc cref="WriteAsync"/>
    public async Task<(ChildTable? Table, ViewOutcome? Fault)> ReadAsync(
        DisclosureScope scope, CardPart part, string? form, ChildSelection selection, SubjectKeyRing ring, CancellationToken ct)
    {
        if (part.Document != selection.Document)
            throw new ArgumentException("The document is not that of the list.", nameof(selection));
        var (plan, refused) = answering.PlanFor(scope.Caller, selection);
        if (plan is null)
            return (null, refused);
        await using var reading = IsTold(plan, part) ? await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWhole(plan, part, form), ct) : null;
        if (reading is null && IsTold(plan, part))
            return (null, ChildAnswering.NoContext());
        return await ChildViews.TakeAsync(new ChildTable(plan, selection, answering.SeriesOf(plan, scope.Caller)), async table =>
        {
            table.Select(scope);
            while (reading is not null && await reading.Rows.ReadAsync(ct))
            {
                var subject = reading.Rows.PublicUuid(0);
                scope.Row(subject);
                table.Take(reading.Rows, ChildRow.FirstColumn, subject, Guid.Empty, key: null, ring);
            }
        });
    }

    /// <summary>Whom the rows are about that the caller will be shown, at most <see cref="CardPart.MostOfList"/>: nobody else's key is needed.</summary>
    public async Task<Guid[]> ChildrenAsync(DisclosureScope scope, CardPart part, string? form, CancellationToken ct)
    {
        if (answering.PlanFor(scope.Caller, part.Document).Plan is not { } plan || !IsTold(plan, part))
            return [];
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddWholeChildren(plan, part, form), ct);
        var children = new List<Guid>();
        while (reading is not null && await reading.Rows.ReadAsync(ct))
            children.Add(reading.Rows.PublicUuid(0));
        return [.. children];
    }

    private static bool IsTold(ChildPlan plan, CardPart part) => part.Tells is not { } field || plan.Judge(field).Decision.Disposition != Disposition.Withheld;
}
