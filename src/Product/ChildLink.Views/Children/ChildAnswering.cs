using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Views.Children;

/// <summary>What every answer about children needs: its plan, the form of identities, cursors, and the parts around the rows.</summary>
internal sealed class ChildAnswering(DecisionTable policy, KeyHome keys, City city, TimeProvider time)
{
    private static readonly JsonEncodedText Items = JsonEncodedText.Encode("items");
    private static readonly JsonEncodedText Extensions = JsonEncodedText.Encode("extensions");
    private static readonly FieldId OrderKey = FieldId.Of("page.order-key");

    private readonly ChildPlans plans = new(policy, city);
    private readonly SourcesInForce sources = new(policy, city);
    private readonly Pseudonyms pseudonyms = new(keys, city.Code);

    /// <summary>Cursors of the municipality.</summary>
    public PageCursors Cursors { get; } = new(keys, city.Code);

    /// <summary>The plan of a document for a caller, or why there is none.</summary>
    public (ChildPlan? Plan, ViewOutcome? Fault) PlanFor(Caller caller, ChildDocument document, IReadOnlyList<string>? names = null)
    {
        if (RefuseScope(caller) is { } refused)
            return (null, refused);
        var (plan, _) = plans.For(caller.Access, document, names, sources.Closed(caller.Purpose, time.GetUtcNow()), KindOf(caller));
        return plan is null
            ? (null, new ViewOutcome.Malformed("fields", $"unknown field; on offer: {string.Join(", ", document.FieldNames)}."))
            : (plan, null);
    }

    /// <summary>The plan of a selection for a caller, or why there is none.</summary>
    public (ChildPlan? Plan, ViewOutcome? Fault) PlanFor(Caller caller, ChildSelection selection) => RefuseScope(caller) is { } refused
        ? (null, refused)
        : (plans.For(caller.Access, selection.Document, selection.Properties, sources.Closed(caller.Purpose, time.GetUtcNow()), KindOf(caller)), null);

    /// <summary>The plan of nothing, which decides all the same; also for a caller to whom no child exists.</summary>
    public ChildPlan EmptyPlan(Caller caller) => plans.For(caller.Access, ChildDocument.Node, 0, sources.Closed(caller.Purpose, time.GetUtcNow()), KindOf(caller));

    /// <summary>The statements of a question.</summary>
    public ChildBatch BatchOf(NpgsqlConnection connection, DisclosureScope scope, ChildPlan plan) =>
        new(connection, city.Code, scope, plan, city.Document.ProtectionListMaxAgeDays, time.GetUtcNow());

    /// <summary>Pseudonyms where the caller gets no identity in clear; the caller disposes them.</summary>
    public PseudonymSeries? SeriesOf(ChildPlan plan, Caller caller) =>
        plan.KeyDecision.Disposition == Disposition.Coarse ? pseudonyms.For(caller.Purpose, caller.Context?.ToString() ?? caller.Institution ?? "") : null;

    /// <summary>The child behind the identity that the caller was given. One in another form finds nobody: the empty id.</summary>
    public static Guid Resolve(ChildPlan plan, PseudonymSeries? series, string child)
    {
        if (series is not null)
            return series.TryResolve(child, out var subject) ? subject : Guid.Empty;
        return plan.KeyDecision.Disposition == Disposition.Clear && Guid.TryParseExact(child, "D", out var id) ? id : Guid.Empty;
    }

    /// <summary>Writes the rows of a page, of which one more than its size was asked for.</summary>
    /// <returns>How many were written, and the cursor of the next page or null.</returns>
    public async Task<(int Written, string? Next)> WriteItemsAsync(
        DisclosureScope scope, ChildPlan plan, RowReader rows, PseudonymSeries? series, int size, string question, CancellationToken ct)
    {
        var written = 0;
        string? next = null;
        Guid last = default;
        Guarded<string?>? lastKey = null;
        scope.Json.WriteStartArray(Items);
        while (await rows.ReadAsync(ct))
        {
            if (written == size)
            {
                next = Cursors.Seal(question, lastKey!, last);
                break;
            }

            last = rows.PublicUuid(0);
            lastKey = rows.Text(1, OrderKey);
            ChildRow.Write(scope, plan, rows, last, series);
            written++;
        }

        scope.Json.WriteEndArray();
        return (written, next);
    }

    /// <summary>Takes the rows of a page, of which one more than its size was asked for; each child stands in the log.</summary>
    public static async Task TakePageAsync(DisclosureScope scope, ChildTable table, RowReader rows, int size, CancellationToken ct)
    {
        table.Select(scope);
        while (await rows.ReadAsync(ct))
        {
            if (table.Rows.Count == size)
            {
                table.HasNext = true;
                break;
            }

            var subject = rows.PublicUuid(0);
            // Also where only a count or a cursor was asked for: that somebody is on the page is told by them.
            scope.Row(subject);
            table.Take(rows, ChildRow.FirstColumn, subject, Guid.Empty, rows.Text(1, OrderKey));
        }
    }

    /// <summary>Writes what the plan withholds and ends the object.</summary>
    public static void Finish(DisclosureScope scope, ChildPlan plan) => Finish(scope, [plan], plan.Extensions.Span);

    /// <summary>The same for an answer of several plans.</summary>
    public static void Finish(DisclosureScope scope, ReadOnlySpan<ChildPlan> plans) => Finish(scope, plans, ExtensionsJson.Of(plans).Span);

    private static void Finish(DisclosureScope scope, ReadOnlySpan<ChildPlan> plans, ReadOnlySpan<byte> extensions)
    {
        foreach (var plan in plans)
        {
            foreach (var planned in plan.Fields)
                scope.Select(planned.Decision);
        }

        scope.Json.WritePropertyName(Extensions);
        scope.Json.WriteRawValue(extensions, skipInputValidation: true);
        scope.Json.WriteEndObject();
    }

    /// <summary>The cursor is not one of this question.</summary>
    public static ViewOutcome BadCursor() => new ViewOutcome.Malformed("cursor", "is not a cursor of this question; start again without one.");

    /// <summary>The run of the context is not there.</summary>
    public static ViewOutcome NoContext() => new ViewOutcome.Refused(ViewRefusals.ContextUnknown, "Purpose-Context");

    /// <summary>Where several kinds of context choose rows: which one it is.</summary>
    private static string? KindOf(Caller caller) => caller.Access.Rows is RowScope.OpenCases or RowScope.EmergencyHousehold ? caller.Context?.Kind : null;

    private static ViewOutcome.Refused? RefuseScope(Caller caller) => caller.Access.Rows switch
    {
        RowScope.None => new ViewOutcome.Refused(ViewRefusals.ShowsNoChildren, "Purpose-Of-Use"),
        RowScope.RunCandidates or RowScope.RunPopulation or RowScope.EmergencyHousehold when caller.Context is null => new ViewOutcome.Refused(ViewRefusals.ContextRequired, "Purpose-Context"),
        _ => null,
    };
}
