using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>権限付与: who may act, under which role and purposes, until when; proposed by one person and approved by another.</summary>
internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        var book = municipality.Assignments;
        routes.Map(Operations.Assignments, http => answering.AnswerAsync(http, Operations.Assignments, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var assignment in await book.AllAsync(municipality.Code, ct))
                Write(scope, assignment);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.AddAssignment, http => answering.AnswerAsync(
            http, Operations.AddAssignment, (scope, ct) => ProposeAsync(http, scope, municipality, ct), StatusCodes.Status201Created));
        routes.Map(Operations.ApproveAssignment, http => answering.AnswerAsync(http, Operations.ApproveAssignment, async (scope, ct) =>
        {
            var (approval, fault) = ApprovalOf(http, scope);
            if (approval is null)
                return fault!;
            return RequestBody.TryId(http, out var id)
                ? Answer(await book.ApproveAsync(municipality.Code, municipality.Policy, id, approval, Record(scope), ct))
                : new ViewOutcome.NotFound();
        }));
        routes.Map(Operations.WithdrawAssignment, http => answering.AnswerAsync(http, Operations.WithdrawAssignment, async (scope, ct) => RequestBody.TryId(http, out var id)
            ? Answer(await book.WithdrawAsync(municipality.Code, id, scope.Caller.Identity.Person, Record(scope), ct))
            : new ViewOutcome.NotFound()));
        routes.Map(Operations.RefuseAssignment, http => answering.AnswerAsync(http, Operations.RefuseAssignment, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ReasonBody, ct);
            if (body is null)
                return fault!;
            return RequestBody.TryId(http, out var id)
                ? Answer(await book.RefuseAsync(municipality.Code, id, scope.Caller.Identity.Person, body.Reason, Record(scope), ct))
                : new ViewOutcome.NotFound();
        }));
        routes.Map(Operations.EndAssignment, http => answering.AnswerAsync(
            http, Operations.EndAssignment, (scope, ct) => EndAsync(http, scope, municipality, ct)));
    }

    /// <summary>Who approves, and whether they confirm that ids known from another issuer name the same people (<c>sameSubject</c> of the query).</summary>
    public static (AssignmentApproval? Approval, ViewOutcome.Malformed? Fault) ApprovalOf(HttpContext http, DisclosureScope scope)
    {
        const string SameSubject = "sameSubject";
        if (ListRequest.Unreadable(http.Request.Query, [SameSubject]) is { } fault)
            return (null, fault);
        return ListRequest.Switch(http.Request.Query, SameSubject) is { } confirmed
            ? (new AssignmentApproval(scope.Caller.Identity.Person, confirmed), null)
            : (null, new ViewOutcome.Malformed(SameSubject, "must be true or false."));
    }

    /// <summary>Writes an assignment into the answer.</summary>
    public static void Write(DisclosureScope scope, Assignment assignment)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", assignment.Id);
        json.WriteString("issuer", assignment.Issuer);
        json.WriteString("person", assignment.Person);
        json.WriteString("role", assignment.Role);
        json.WriteString("institution", assignment.Institution);
        json.WriteTexts("purposes", assignment.Purposes);
        json.WriteString("from", assignment.From);
        json.WriteString("until", assignment.Until);
        json.WriteString("state", AssignmentWords.Of(assignment.State));
        json.WriteString("grantedBy", assignment.GrantedBy);
        json.WriteString("approvedBy", assignment.ApprovedBy);
        json.WriteString("decidedBy", assignment.DecidedBy);
        json.WriteInstant("decidedAt", assignment.DecidedAt);
        json.WriteString("reason", assignment.Reason);
        if (assignment.Batch is { } batch)
            json.WriteString("batch", batch);
        else
            json.WriteNull("batch");
        json.WriteInstant("endedAt", assignment.EndedAt);
        json.WriteEndObject();
    }

    private static async Task<ViewOutcome> ProposeAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.AssignmentBody, ct);
        if (body is null)
            return fault!;
        var now = municipality.Time.GetUtcNow();
        var proposal = new Assignment(
            Guid.CreateVersion7(now), body.Issuer ?? scope.Caller.Identity.Issuer, body.Person, body.Role, body.Institution, body.Purposes,
            body.From ?? now, body.Until, scope.Caller.Identity.Person, null, null);
        return Answer(await municipality.Assignments.ProposeAsync(municipality.Code, municipality.Policy, proposal, Record(scope), ct));
    }

    private static async Task<ViewOutcome> EndAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (!RequestBody.TryId(http, out var id))
            return new ViewOutcome.NotFound();
        Task RecordAsync(CancellationToken token)
        {
            scope.PublicRows(1);
            scope.About("assignment", id);
            scope.Json.WriteStartObject();
            scope.Json.WriteString("id", id);
            scope.Json.WriteBoolean("ended", true);
            scope.Json.WriteEndObject();
            return scope.RecordAsync(token);
        }

        return Answer(await municipality.Assignments.EndAsync(municipality.Code, id, scope.Caller.Identity.Person, RecordAsync, ct));
    }

    private static Func<Assignment, CancellationToken, Task> Record(DisclosureScope scope) => (assignment, ct) =>
    {
        Write(scope, assignment);
        scope.About("assignment", assignment.Id);
        return scope.RecordAsync(ct);
    };

    private static ViewOutcome Answer(AssignmentBook.Outcome outcome) => outcome switch
    {
        AssignmentBook.Outcome.Done => new ViewOutcome.Written(),
        AssignmentBook.Outcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        AssignmentBook.Outcome.AlreadyDecided => new ViewOutcome.Refused(ProblemCode.AssignmentDecided.Code, "id"),
        AssignmentBook.Outcome.SamePerson => new ViewOutcome.Refused(ProblemCode.SamePerson.Code, "id"),
        _ => new ViewOutcome.NotFound(),
    };
}
