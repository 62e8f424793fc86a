using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>権限付与: who may act, granted by one person and approved by another.</summary>
internal sealed class AssignmentResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.assignments", Operations.Assignments, async (call, ct) =>
        {
            var assignments = await municipality.Assignments.AllAsync(municipality.Code, ct);
            call.State.Scope.PublicRows(assignments.Count);
            return assignments;
        });
        map.Root("Mutation.addAssignment", Operations.AddAssignment, AddAsync);
        map.Root("Mutation.endAssignment", Operations.EndAssignment, EndAsync);
        CommandResolvers.BindPayload(map, "AddAssignment", "assignment");
        CommandResolvers.BindPayload(map, "EndAssignment", "id");
        map.Fields<Assignment>(
            "Assignment",
            ("id", a => a.Id), ("issuer", a => a.Issuer), ("person", a => a.Person), ("role", a => a.Role), ("institution", a => a.Institution),
            ("purposes", a => a.Purposes), ("from", a => a.From), ("until", a => a.Until), ("grantedBy", a => a.GrantedBy),
            ("approvedBy", a => a.ApprovedBy), ("endedAt", a => a.EndedAt));
    }

    private async Task<object?> AddAsync(RootCall call, CancellationToken ct)
    {
        var (input, scope) = (call.Input, call.State.Scope);
        var caller = scope.Caller.Identity;
        var now = municipality.Time.GetUtcNow();
        var assignment = new Assignment(
            Guid.CreateVersion7(now), (string?)input["issuer"] ?? caller.Issuer, (string)input["person"]!, (string)input["role"]!, (string?)input["institution"],
            [.. ((object?[])input["purposes"]!).Cast<string>()], (DateTimeOffset?)input["from"] ?? now, (DateTimeOffset)input["until"]!, caller.Person,
            (string)input["approvedBy"]!, null);
        return Answer(assignment, await municipality.Assignments.GrantAsync(
            municipality.Code, municipality.Policy, assignment, caller.Issuer, token => RecordAsync(call, token), ct));
    }

    private async Task<object?> EndAsync(RootCall call, CancellationToken ct)
    {
        var id = (Guid)call.Input["id"]!;
        return Answer(id, await municipality.Assignments.EndAsync(
            municipality.Code, id, call.State.Caller.Identity.Person, token => RecordAsync(call, token), ct));
    }

    private static Task RecordAsync(RootCall call, CancellationToken ct)
    {
        call.State.Scope.PublicRows(1);
        return call.RecordAsync(ct);
    }

    private static Payload Answer(object done, AssignmentBook.Outcome outcome) => outcome switch
    {
        AssignmentBook.Outcome.Done => Payload.Of(done),
        AssignmentBook.Outcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        _ => Payload.Failed(CommandError.NotFound),
    };
}
