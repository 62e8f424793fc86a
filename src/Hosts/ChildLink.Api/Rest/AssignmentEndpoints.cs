using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>権限付与: who may act, under which role and purposes, until when; granted by one person and approved by another.</summary>
internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.Assignments, http => answering.AnswerAsync(http, Operations.Assignments, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var assignment in await municipality.Assignments.AllAsync(municipality.Code, ct))
                Write(scope, assignment);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.AddAssignment, http => answering.AnswerAsync(
            http, Operations.AddAssignment, (scope, ct) => AddAsync(http, scope, municipality, ct), StatusCodes.Status201Created));
        routes.Map(Operations.EndAssignment, http => answering.AnswerAsync(
            http, Operations.EndAssignment, (scope, ct) => EndAsync(http, scope, municipality, ct)));
    }

    private static async Task<ViewOutcome> AddAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.AssignmentBody, ct);
        if (body is null)
            return fault!;
        var now = municipality.Time.GetUtcNow();
        var assignment = new Assignment(
            Guid.CreateVersion7(now), body.Issuer ?? scope.Caller.Identity.Issuer, body.Person, body.Role, body.Institution, body.Purposes,
            body.From ?? now, body.Until, scope.Caller.Identity.Person, body.ApprovedBy, null);
        Task RecordAsync(CancellationToken token)
        {
            Write(scope, assignment);
            return scope.RecordAsync(token);
        }

        return Answer(await municipality.Assignments.GrantAsync(
            municipality.Code, municipality.Policy, assignment, scope.Caller.Identity.Issuer, RecordAsync, ct));
    }

    private static async Task<ViewOutcome> EndAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id))
            return new ViewOutcome.NotFound();
        Task RecordAsync(CancellationToken token)
        {
            scope.PublicRows(1);
            scope.Json.WriteStartObject();
            scope.Json.WriteString("id", id);
            scope.Json.WriteBoolean("ended", true);
            scope.Json.WriteEndObject();
            return scope.RecordAsync(token);
        }

        return Answer(await municipality.Assignments.EndAsync(municipality.Code, id, scope.Caller.Identity.Person, RecordAsync, ct));
    }

    private static ViewOutcome Answer(AssignmentBook.Outcome outcome) => outcome switch
    {
        AssignmentBook.Outcome.Done => new ViewOutcome.Written(),
        AssignmentBook.Outcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        _ => new ViewOutcome.NotFound(),
    };

    private static void Write(DisclosureScope scope, Assignment assignment)
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
        json.WriteString("grantedBy", assignment.GrantedBy);
        json.WriteString("approvedBy", assignment.ApprovedBy);
        json.WriteInstant("endedAt", assignment.EndedAt);
        json.WriteEndObject();
    }
}
