using ChildLink.Api.Composition;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>利益相反: whom a member of staff must not meet, declared by themselves or a steward.</summary>
internal static class ConflictEndpoints
{
    public static void MapConflicts(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.Conflicts, http => answering.AnswerAsync(http, Operations.Conflicts, async (scope, ct) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var conflict in await ConflictDesk.ListAsync(municipality, scope.Caller, ct))
                Write(scope, conflict);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(Operations.DeclareConflict, http => answering.AnswerAsync(
            http, Operations.DeclareConflict, async (scope, ct) =>
            {
                var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ConflictBody, ct);
                return body is null
                    ? fault!
                    : await ConflictDesk.DeclareAsync(municipality, scope.Caller, body, Record(scope), ct) is (_, { } wrong) ? wrong : new ViewOutcome.Written();
            }, StatusCodes.Status201Created));
        routes.Map(Operations.EndConflict, http => answering.AnswerAsync(http, Operations.EndConflict, async (scope, ct) =>
            RequestBody.TryId(http, out var id)
            && await municipality.Conflicts.EndAsync(municipality.Code, id, scope.Caller.Identity.Person, Record(scope), ct) is not null
                ? new ViewOutcome.Written()
                : new ViewOutcome.NotFound()));
    }

    /// <summary>The officer finds a declaration and its end by its id, and by the child: the answer tells the child to few. Both doors.</summary>
    public static void Note(DisclosureScope scope, Conflict conflict)
    {
        scope.About("conflict", conflict.Id);
        scope.Concerns(conflict.Resident);
    }

    private static Func<Conflict, CancellationToken, Task> Record(DisclosureScope scope) => (conflict, ct) =>
    {
        Write(scope, conflict);
        Note(scope, conflict);
        return scope.RecordAsync(ct);
    };

    private static void Write(DisclosureScope scope, Conflict conflict)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", conflict.Id);
        json.WriteString("person", conflict.Person);
        if (ConflictDesk.ChildFor(scope.Caller, conflict) is { } child)
            json.WriteString("child", child);
        else
            json.WriteNull("child");
        json.WriteBoolean("household", conflict.Household);
        json.WriteString("declaredBy", conflict.DeclaredBy);
        json.WriteString("declaredAt", conflict.DeclaredAt);
        json.WriteString("endedBy", conflict.EndedBy);
        json.WriteInstant("endedAt", conflict.EndedAt);
        json.WriteEndObject();
    }
}
