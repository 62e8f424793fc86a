using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>
/// Answers about children: the policy chooses rows and columns before the database is asked, the gateway opens what came.
/// Both doors (REST, GraphQL) and exports use these.
/// </summary>
public sealed partial class ChildViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private readonly ChildAnswering answering = new(policy, keys, city, time);

    /// <summary>Writes a page of the children that exist for the caller.</summary>
    public async Task<ViewOutcome> WritePageAsync(DisclosureScope scope, ChildQuery query, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.List, query.Fields);
        if (plan is null)
            return refused!;
        var (question, fault) = ChildQuestion.Of(plan, caller, query);
        if (question is null)
            return fault!;
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = answering.Cursors.Open(question.Name, cursor)) is null)
            return ChildAnswering.BadCursor();

        using var series = answering.SeriesOf(plan, caller);
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddPage(question, query, position), ct);
        if (reading is null)
            return ChildAnswering.NoContext();

        var rows = reading.Rows;
        var json = scope.Json;
        json.WriteStartObject();
        var (written, next) = await answering.WriteItemsAsync(scope, plan, rows, series, query.Size, question.Name, ct);
        json.WriteStartObject("page");
        json.WriteNumber("size", written);
        json.WriteString("next", next);
        if (query.Count)
        {
            await rows.NextResultAsync(ct);
            await rows.ReadAsync(ct);
            json.WriteNumber("totalCount", rows.PublicLong(0));
        }

        json.WriteEndObject();
        question.Select(scope, plan);
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Writes one child. <paramref name="child"/> is the identity that the caller was given: an id or a pseudonym.</summary>
    public async Task<ViewOutcome> WriteOneAsync(DisclosureScope scope, ChildDocument document, string child, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, document);
        if (plan is null)
            return refused!;
        using var series = answering.SeriesOf(plan, caller);
        await using var reading = await ChildReading.OpenAsync(
            database, answering, scope, plan, b => b.AddOne(ChildAnswering.Resolve(plan, series, child)), ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        scope.Json.WriteStartObject();
        ChildRow.WriteFields(scope, plan, rows, rows.PublicUuid(0), series);
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Writes how many of the caller's children stand in each school and class, as far as these are told to the caller.</summary>
    public async Task<ViewOutcome> WriteClassesAsync(DisclosureScope scope, CancellationToken ct)
    {
        var caller = scope.Caller;
        var (plan, refused) = answering.PlanFor(caller, ChildDocument.Classes);
        if (plan is null)
            return refused!;
        await using var reading = await ChildReading.OpenAsync(database, answering, scope, plan, b => b.AddGroups(), ct);
        if (reading is null)
            return ChildAnswering.NoContext();
        var rows = reading.Rows;
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        while (await rows.ReadAsync(ct))
            ChildRow.WriteGroup(scope, plan, rows);
        scope.Json.WriteEndArray();
        ChildAnswering.Finish(scope, plan);
        return new ViewOutcome.Written();
    }
}
