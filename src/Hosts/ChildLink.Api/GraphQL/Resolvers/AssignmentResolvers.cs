using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>権限付与: who may act, proposed by one person and approved by another.</summary>
internal sealed class AssignmentResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        var book = municipality.Assignments;
        map.Root("Query.assignments", Operations.Assignments, async (call, ct) =>
        {
            var assignments = await book.AllAsync(municipality.Code, ct);
            call.State.Scope.PublicRows(assignments.Count);
            return assignments;
        });
        map.Root("Mutation.addAssignment", Operations.AddAssignment, ProposeAsync);
        map.Root("Mutation.approveAssignment", Operations.ApproveAssignment, async (call, ct) =>
            Answer(await book.ApproveAsync(municipality.Code, municipality.Policy, Id(call), ApprovalOf(call), Record(call), ct)));
        map.Root("Mutation.refuseAssignment", Operations.RefuseAssignment, async (call, ct) =>
            Answer(await book.RefuseAsync(municipality.Code, Id(call), Person(call), (string)call.Input["reason"]!, Record(call), ct)));
        map.Root("Mutation.withdrawAssignment", Operations.WithdrawAssignment, async (call, ct) =>
            Answer(await book.WithdrawAsync(municipality.Code, Id(call), Person(call), Record(call), ct)));
        map.Root("Mutation.endAssignment", Operations.EndAssignment, EndAsync);
        foreach (var command in new[] { "Add", "Approve", "Refuse", "Withdraw" })
            CommandResolvers.BindPayload(map, $"{command}Assignment", "assignment");
        CommandResolvers.BindPayload(map, "EndAssignment", "id");
        map.Fields<Assignment>(
            "Assignment",
            ("id", a => a.Id), ("issuer", a => a.Issuer), ("person", a => a.Person), ("role", a => a.Role), ("institution", a => a.Institution),
            ("purposes", a => a.Purposes), ("from", a => a.From), ("until", a => a.Until), ("state", a => AssignmentWords.Of(a.State)),
            ("grantedBy", a => a.GrantedBy), ("approvedBy", a => a.ApprovedBy), ("decidedBy", a => a.DecidedBy), ("decidedAt", a => a.DecidedAt),
            ("reason", a => a.Reason), ("batch", a => a.Batch), ("endedAt", a => a.EndedAt));
    }

    /// <summary>Who approves, and whether they confirm that ids known from another issuer name the same people.</summary>
    public static AssignmentApproval ApprovalOf(RootCall call) => new(Person(call), (bool)call.Input["sameSubject"]!);

    private static Guid Id(RootCall call) => (Guid)call.Input["id"]!;

    private static string Person(RootCall call) => call.State.Caller.Identity.Person;

    private async Task<object?> ProposeAsync(RootCall call, CancellationToken ct)
    {
        var input = call.Input;
        var now = municipality.Time.GetUtcNow();
        var proposal = new Assignment(
            Guid.CreateVersion7(now), (string?)input["issuer"] ?? call.State.Caller.Identity.Issuer, (string)input["person"]!, (string)input["role"]!,
            (string?)input["institution"], [.. ((object?[])input["purposes"]!).Cast<string>()], (DateTimeOffset?)input["from"] ?? now,
            (DateTimeOffset)input["until"]!, Person(call), null, null);
        return Answer(await municipality.Assignments.ProposeAsync(municipality.Code, municipality.Policy, proposal, Record(call), ct));
    }

    private async Task<object?> EndAsync(RootCall call, CancellationToken ct)
    {
        var outcome = await municipality.Assignments.EndAsync(municipality.Code, Id(call), Person(call), token => RecordAsync(call, Id(call), token), ct);
        return outcome is AssignmentBook.Outcome.Done done ? Payload.Of(done.Id) : Answer(outcome);
    }

    private static Func<Assignment, CancellationToken, Task> Record(RootCall call) => (assignment, ct) => RecordAsync(call, assignment.Id, ct);

    private static Task RecordAsync(RootCall call, Guid id, CancellationToken ct)
    {
        call.State.Scope.PublicRows(1);
        call.State.Scope.About("assignment", id);
        return call.RecordAsync(ct);
    }

    private static Payload Answer(AssignmentBook.Outcome outcome) => outcome switch
    {
        AssignmentBook.Outcome.Done done => Payload.Of(done.Assignment!),
        AssignmentBook.Outcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        AssignmentBook.Outcome.AlreadyDecided => Payload.Failed(CommandError.Decided),
        AssignmentBook.Outcome.SamePerson => Payload.Failed(CommandError.SamePerson),
        _ => Payload.Failed(CommandError.NotFound),
    };
}
