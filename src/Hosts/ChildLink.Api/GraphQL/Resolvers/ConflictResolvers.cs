using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>利益相反: whom a member of staff must not meet, declared by themselves or a steward.</summary>
internal sealed class ConflictResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.conflicts", Operations.Conflicts, async (call, ct) =>
        {
            var conflicts = await ConflictDesk.ListAsync(municipality, call.State.Caller, ct);
            call.State.Scope.PublicRows(conflicts.Count);
            return conflicts.Select(c => new Shown(c, ConflictDesk.ChildFor(call.State.Caller, c)));
        });
        map.Root("Mutation.declareConflict", Operations.DeclareConflict, async (call, ct) =>
        {
            var input = call.Input;
            var body = new ConflictBody((Guid?)input["child"], (string?)input["residentCode"], (bool)input["household"]!, (string?)input["person"]);
            var (conflict, fault) = await ConflictDesk.DeclareAsync(municipality, call.State.Caller, body, Record(call), ct);
            return fault is null ? Done(call, conflict!) : Payload.Failed(CommandError.Invalid(fault.Field, fault.Message));
        });
        map.Root("Mutation.endConflict", Operations.EndConflict, async (call, ct) =>
            await municipality.Conflicts.EndAsync(municipality.Code, (Guid)call.Input["id"]!, call.State.Caller.Identity.Person, Record(call), ct) is { } ended
                ? Done(call, ended)
                : Payload.Failed(CommandError.NotFound));
        CommandResolvers.BindPayload(map, "DeclareConflict", "conflict");
        CommandResolvers.BindPayload(map, "EndConflict", "conflict");
        map.Fields<Shown>(
            "Conflict",
            ("id", s => s.Conflict.Id), ("person", s => s.Conflict.Person), ("child", s => s.Child), ("household", s => s.Conflict.Household),
            ("declaredBy", s => s.Conflict.DeclaredBy), ("declaredAt", s => s.Conflict.DeclaredAt), ("endedBy", s => s.Conflict.EndedBy),
            ("endedAt", s => s.Conflict.EndedAt));
    }

    private static Payload Done(RootCall call, Conflict conflict) => Payload.Of(new Shown(conflict, ConflictDesk.ChildFor(call.State.Caller, conflict)));

    private static Func<Conflict, CancellationToken, Task> Record(RootCall call) => (conflict, ct) =>
    {
        call.State.Scope.PublicRows(1);
        ConflictEndpoints.Note(call.State.Scope, conflict);
        return call.RecordAsync(ct);
    };

    private sealed record Shown(Conflict Conflict, Guid? Child);
}
