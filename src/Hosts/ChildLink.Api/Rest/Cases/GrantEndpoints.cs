using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Casework.Grants;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Children;
using ChildLink.Views.Grants;

namespace ChildLink.Api.Rest.Cases;

/// <summary>個別提供: proposed and decided by two people of a case, read by the institution.</summary>
internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        var book = municipality.Grants;
        routes.Map(CaseOperations.Grants, http => answering.AnswerAsync(http, CaseOperations.Grants, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var shown in await municipality.GrantViews.ListAsync(scope, ct))
                scope.WriteGrant(shown);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(CaseOperations.ProposeGrant, http => answering.AnswerAsync(http, CaseOperations.ProposeGrant, async (scope, ct) =>
        {
            if (NoCase(scope.Caller) is { } refused)
                return refused;
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.GrantBody, ct);
            return body is null ? fault! : await AnswerAsync(scope, municipality, await book.ProposeAsync(scope.Caller, body.ToRequest(), Record(scope), ct), ct);
        }, StatusCodes.Status201Created));
        routes.Map(CaseOperations.ApproveGrant, http => answering.AnswerAsync(http, CaseOperations.ApproveGrant, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.VersionBody, ct);
            return body is null ? fault! : await DoAsync(http, scope, municipality, id => book.ApproveAsync(scope.Caller, id, body.Version, Record(scope), ct), ct);
        }));
        routes.Map(CaseOperations.RefuseGrant, http => answering.AnswerAsync(http, CaseOperations.RefuseGrant, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.SendBackBody, ct);
            return body is null ? fault! : await DoAsync(http, scope, municipality, id => book.RefuseAsync(scope.Caller, id, body.Version, body.Reason, Record(scope), ct), ct);
        }));
        routes.Map(CaseOperations.EndGrant, http => answering.AnswerAsync(http, CaseOperations.EndGrant, async (scope, ct) =>
        {
            var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.VersionBody, ct);
            return body is null ? fault! : await DoAsync(http, scope, municipality, id => book.EndAsync(scope.Caller, id, body.Version, Record(scope), ct), ct);
        }));
        routes.Map(CaseOperations.ReceivedGrants, http => answering.AnswerAsync(http, CaseOperations.ReceivedGrants, async (scope, ct) =>
        {
            var (grants, fault) = await municipality.ReceivedGrants.ListAsync(scope, ct);
            if (grants is null)
                return fault!;
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var grant in grants)
                scope.Json.WriteReceived(grant);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(CaseOperations.GrantedItems, http => answering.AnswerAsync(http, CaseOperations.GrantedItems, async (scope, ct) =>
        {
            var (found, fault) = await municipality.ReceivedGrants.ReadAsync(scope, (string)http.Request.RouteValues["id"]!, ct);
            if (found is null)
                return fault!;
            scope.WriteGranted(found);
            return new ViewOutcome.Written();
        }));
    }

    /// <summary>Commands on grants name the case as context: it says of whom the caller may know. Both doors.</summary>
    public static ViewOutcome.Refused? NoCase(Caller caller) =>
        caller.Context is { Kind: AccessKind.Case } ? null : new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);

    private static async Task<ViewOutcome> DoAsync(HttpContext http, DisclosureScope scope, Municipality municipality, Func<Guid, Task<GrantOutcome>> command, CancellationToken ct) =>
        NoCase(scope.Caller) is { } refused ? refused
        : RequestBody.TryId(http, out var id) ? await AnswerAsync(scope, municipality, await command(id), ct) : new ViewOutcome.NotFound();

    /// <summary>The child stands in the command's entry; what is told of the grant then stands in one of its own.</summary>
    private static Func<Grant, CancellationToken, Task> Record(DisclosureScope scope) => (grant, ct) =>
    {
        scope.Row(grant.Child);
        return scope.RecordAsync(ct);
    };

    private static async Task<ViewOutcome> AnswerAsync(DisclosureScope scope, Municipality municipality, GrantOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case GrantOutcome.Done done:
                // It was committed; a case that somebody closed at the same moment tells nothing of it any more.
                if (await municipality.GrantViews.FindAsync(scope, done.Grant.Id, ct) is not { } shown)
                    return new ViewOutcome.NotFound();
                scope.WriteGrant(shown);
                return new ViewOutcome.Written();
            case GrantOutcome.Invalid invalid:
                return new ViewOutcome.Malformed(invalid.Field, invalid.Message);
            case GrantOutcome.Conflict conflict:
                return new ViewOutcome.Conflict(conflict.Version);
            case GrantOutcome.Decided:
                return new ViewOutcome.Refused(ProblemCode.AssignmentDecided.Code, "id");
            case GrantOutcome.SamePerson:
                return new ViewOutcome.Refused(ProblemCode.SamePerson.Code, "id");
            case GrantOutcome.AlreadyGranted already:
                return new ViewOutcome.Refused(CaseProblems.AlreadyGranted.Code, "item", $"grant {already.Id:D}.");
            case GrantOutcome.NotPossible gone:
                return new ViewOutcome.Refused(CaseProblems.GrantNotPossible.Code, "id", gone.Message);
            case GrantOutcome.NotFound:
                return new ViewOutcome.NotFound();
            default:
                throw new InvalidOperationException("A grant without an arm.");
        }
    }
}
