using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using Microsoft.AspNetCore.Http.Features;

namespace ChildLink.Api.Rest;

/// <summary>年度替わりの権限の一括変更: lists of changes, foreseen, proposed by one person and decided on as one by another.</summary>
internal static class AssignmentBatchEndpoints
{
    /// <summary>Largest list in bytes.</summary>
    public const int LargestBody = 2 << 20;

    public static void MapAssignmentBatches(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        var book = municipality.AssignmentBatches;
        routes.Map(Operations.AssignmentBatches, http => answering.AnswerAsync(http, Operations.AssignmentBatches, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var batch in await book.LatestAsync(municipality.Code, ct))
                Write(scope, batch, null, null);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.AssignmentBatch, http => answering.AnswerAsync(http, Operations.AssignmentBatch, async (scope, ct) =>
        {
            if (!RequestBody.TryId(http, out var id) || await book.FindAsync(municipality.Code, id, ct) is not { } found)
                return new ViewOutcome.NotFound();
            Write(scope, found.Batch, found.Proposals, null);
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.PreviewAssignmentBatch, http => answering.AnswerAsync(http, Operations.PreviewAssignmentBatch, async (scope, ct) =>
        {
            var (rows, issuer, fault) = await RowsAsync(http, ct);
            return rows is null ? fault! : Answer(await book.PreviewAsync(municipality.Code, municipality.Policy, scope.Caller.Identity, issuer, rows, ct), scope);
        }));
        routes.Map(Operations.ProposeAssignmentBatch, http => answering.AnswerAsync(
            http, Operations.ProposeAssignmentBatch, async (scope, ct) =>
            {
                var (rows, issuer, fault) = await RowsAsync(http, ct);
                if (rows is null)
                    return fault!;
                var outcome = await book.ProposeAsync(municipality.Code, municipality.Policy, scope.Caller.Identity, issuer, rows, (batch, changes, token) =>
                {
                    Write(scope, batch, null, changes);
                    scope.About("batch", batch.Id);
                    return scope.RecordAsync(token);
                }, ct);
                return outcome is AssignmentBatchBook.Outcome.Planned plan ? WhyNot(plan) : Answer(outcome, scope);
            }, StatusCodes.Status201Created));
        routes.Map(Operations.ApproveAssignmentBatch, http => answering.AnswerAsync(http, Operations.ApproveAssignmentBatch, async (scope, ct) =>
        {
            var (approval, fault) = AssignmentEndpoints.ApprovalOf(http, scope);
            if (approval is null)
                return fault!;
            return RequestBody.TryId(http, out var id)
                ? Answer(await book.ApproveAsync(municipality.Code, municipality.Policy, id, approval, Record(scope), ct), scope)
                : new ViewOutcome.NotFound();
        }));
        routes.Map(Operations.WithdrawAssignmentBatch, http => answering.AnswerAsync(http, Operations.WithdrawAssignmentBatch, async (scope, ct) => RequestBody.TryId(http, out var id)
            ? Answer(await book.WithdrawAsync(municipality.Code, id, scope.Caller.Identity.Person, Record(scope), ct), scope)
            : new ViewOutcome.NotFound()));
        routes.Map(Operations.RefuseAssignmentBatch, http => answering.AnswerAsync(http, Operations.RefuseAssignmentBatch, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ReasonBody, ct);
            if (body is null)
                return fault!;
            return RequestBody.TryId(http, out var id)
                ? Answer(await book.RefuseAsync(municipality.Code, id, scope.Caller.Identity.Person, body.Reason, Record(scope), ct), scope)
                : new ViewOutcome.NotFound();
        }));
    }

    private static async Task<(IReadOnlyList<AssignmentRow>? Rows, string? Issuer, ViewOutcome.Malformed? Fault)> RowsAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestBody;
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.AssignmentBatchBody, ct);
        return body is null
            ? (null, null, fault)
            : ([.. body.Rows.Select((r, i) => new AssignmentRow(i + 1, r.Action, r.Person, r.Role, r.Institution, r.Purposes ?? [], r.From, r.Until))], body.Issuer, null);
    }

    private static Func<AssignmentBatch, CancellationToken, Task> Record(DisclosureScope scope) => (batch, ct) =>
    {
        Write(scope, batch, null, null);
        scope.About("batch", batch.Id);
        return scope.RecordAsync(ct);
    };

    /// <summary>All or nothing: the first fault tells why nothing was proposed, the preview tells them all.</summary>
    private static ViewOutcome.Malformed WhyNot(AssignmentBatchBook.Outcome.Planned plan) =>
        plan.Changes.FirstOrDefault(c => c.Change == AssignmentChange.Fault) is { } fault
            ? new ViewOutcome.Malformed($"rows[{fault.Row - 1}].{fault.Field}", fault.Message!)
            : new ViewOutcome.Malformed("rows", "change nothing: all of it is so already.");

    private static ViewOutcome Answer(AssignmentBatchBook.Outcome outcome, DisclosureScope scope)
    {
        switch (outcome)
        {
            case AssignmentBatchBook.Outcome.Done:
                return new ViewOutcome.Written();
            case AssignmentBatchBook.Outcome.Planned plan:
                scope.Json.WriteStartObject();
                WriteChanges(scope, plan.Changes);
                scope.Json.WriteEndObject();
                return new ViewOutcome.Written();
            case AssignmentBatchBook.Outcome.Invalid invalid:
                return new ViewOutcome.Malformed(invalid.Field, invalid.Message);
            case AssignmentBatchBook.Outcome.AlreadyDecided:
                return new ViewOutcome.Refused(ProblemCode.AssignmentDecided.Code, "id");
            case AssignmentBatchBook.Outcome.SamePerson:
                return new ViewOutcome.Refused(ProblemCode.SamePerson.Code, "id");
            default:
                return new ViewOutcome.NotFound();
        }
    }

    private static void Write(DisclosureScope scope, AssignmentBatch batch, IReadOnlyList<Assignment>? proposals, IReadOnlyList<PlannedChange>? changes)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", batch.Id);
        json.WriteString("state", AssignmentWords.Of(batch.State));
        json.WriteString("proposedBy", batch.ProposedBy);
        json.WriteString("proposedAt", batch.ProposedAt);
        json.WriteString("decidedBy", batch.DecidedBy);
        json.WriteInstant("decidedAt", batch.DecidedAt);
        json.WriteString("reason", batch.Reason);
        json.WriteNumber("added", batch.Added);
        json.WriteNumber("ended", batch.Ends.Count);
        if (proposals is not null)
        {
            json.WriteStartArray("assignments");
            foreach (var proposal in proposals)
                AssignmentEndpoints.Write(scope, proposal);
            json.WriteEndArray();
            json.WriteStartArray("ends");
            foreach (var end in batch.Ends)
            {
                json.WriteStartObject();
                json.WriteString("assignment", end.Assignment);
                json.WriteString("at", end.At);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (changes is not null)
            WriteChanges(scope, changes);
        json.WriteEndObject();
    }

    private static void WriteChanges(DisclosureScope scope, IReadOnlyList<PlannedChange> changes)
    {
        var json = scope.Json;
        json.WriteNumber("faults", changes.Count(c => c.Change == AssignmentChange.Fault));
        json.WriteStartArray("rows");
        foreach (var change in changes)
        {
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteNumber("row", change.Row);
            json.WriteString("change", AssignmentWords.Of(change.Change));
            json.WriteString("field", change.Field);
            json.WriteString("message", change.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
