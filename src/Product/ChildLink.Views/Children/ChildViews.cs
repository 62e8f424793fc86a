using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
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
public sealed class ChildViews(NpgsqlDataSource database, DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    private static readonly JsonEncodedText Extensions = JsonEncodedText.Encode("extensions");
    private static readonly FieldId OrderKey = FieldId.Of("page.order-key");

    private readonly string tenant = city.Code;
    private readonly int protectionListMaxAgeDays = city.Document.ProtectionListMaxAgeDays;
    private readonly ChildPlans plans = new(policy);
    private readonly SourcesInForce sources = new(policy, city);
    private readonly PageCursors cursors = new(keys, city.Code);
    private readonly Pseudonyms pseudonyms = new(keys, city.Code);

    /// <summary>Writes a page of the children that exist for the caller.</summary>
    public async Task<ViewOutcome> WritePageAsync(DisclosureScope scope, ChildQuery query, CancellationToken ct)
    {
        var caller = scope.Caller;
        if (RefuseScope(caller) is { } refused)
            return refused;
        var (plan, unknown) = plans.For(caller.Access, ChildDocument.List, query.Fields, sources.Closed(caller.Purpose, time.GetUtcNow()));
        if (plan is null)
            return new ViewOutcome.Malformed("fields", $"unknown field; on offer: {string.Join(", ", ChildDocument.List.FieldNames)}.");
        var (question, fault) = ChildQuestion.Of(plan, caller, query);
        if (question is null)
            return fault!;
        PagePosition? position = null;
        if (query.Cursor is { } cursor && (position = cursors.Open(question.Name, cursor)) is null)
            return new ViewOutcome.Malformed("cursor", "is not a cursor of this question; start again without one.");

        using var series = SeriesOf(plan, caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new ChildBatch(connection, tenant, caller, plan, protectionListMaxAgeDays, time.GetUtcNow());
        batch.AddPage(question, query, position);
        await using var reader = await batch.ExecuteAsync(ct);
        var rows = new RowReader(reader);
        if (!await batch.FindsContextAsync(rows, ct))
            return new ViewOutcome.Refused(ViewRefusals.ContextUnknown, "Purpose-Context");

        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray(Items);
        var written = 0;
        string? next = null;
        Guid last = default;
        Guarded<string?>? lastKey = null;
        while (await rows.ReadAsync(ct))
        {
            if (written == query.Size)
            {
                next = cursors.Seal(question.Name, lastKey!, last);
                break;
            }

            last = rows.PublicUuid(0);
            lastKey = rows.Text(1, OrderKey);
            ChildRow.Write(scope, plan, rows, last, series);
            written++;
        }

        json.WriteEndArray();
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
        Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    /// <summary>Writes one child. <paramref name="child"/> is the identity that the caller was given: an id or a pseudonym.</summary>
    public async Task<ViewOutcome> WriteOneAsync(DisclosureScope scope, ChildDocument document, string child, CancellationToken ct)
    {
        var caller = scope.Caller;
        if (RefuseScope(caller) is { } refused)
            return refused;
        var plan = plans.For(caller.Access, document, null, sources.Closed(caller.Purpose, time.GetUtcNow())).Plan!;
        using var series = SeriesOf(plan, caller);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new ChildBatch(connection, tenant, caller, plan, protectionListMaxAgeDays, time.GetUtcNow());
        batch.AddOne(Resolve(plan, series, child));
        await using var reader = await batch.ExecuteAsync(ct);
        var rows = new RowReader(reader);
        if (!await batch.FindsContextAsync(rows, ct))
            return new ViewOutcome.Refused(ViewRefusals.ContextUnknown, "Purpose-Context");
        if (!await rows.ReadAsync(ct))
            return new ViewOutcome.NotFound();
        scope.Json.WriteStartObject();
        ChildRow.WriteFields(scope, plan, rows, rows.PublicUuid(0), series);
        Finish(scope, plan);
        return new ViewOutcome.Written();
    }

    private static void Finish(DisclosureScope scope, ChildPlan plan)
    {
        foreach (var planned in plan.Fields)
            scope.Select(planned.Decision);
        scope.Json.WritePropertyName(Extensions);
        scope.Json.WriteRawValue(plan.Extensions.Span, skipInputValidation: true);
        scope.Json.WriteEndObject();
    }

    private static ViewOutcome.Refused? RefuseScope(Caller caller) => caller.Access.Rows switch
    {
        RowScope.None => new ViewOutcome.Refused(ViewRefusals.ShowsNoChildren, "Purpose-Of-Use"),
        RowScope.RunCandidates or RowScope.RunPopulation when caller.Context is null => new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"),
        _ => null,
    };

    /// <summary>An identity in another form than the caller was given finds nobody: the empty id.</summary>
    private static Guid Resolve(ChildPlan plan, PseudonymSeries? series, string child)
    {
        if (series is not null)
            return series.TryResolve(child, out var subject) ? subject : Guid.Empty;
        return plan.KeyDecision.Disposition == Disposition.Clear && Guid.TryParseExact(child, "D", out var id) ? id : Guid.Empty;
    }

    private PseudonymSeries? SeriesOf(ChildPlan plan, Caller caller) =>
        plan.KeyDecision.Disposition == Disposition.Coarse ? pseudonyms.For(caller.Purpose, caller.Context?.ToString() ?? caller.Institution ?? "") : null;
}
