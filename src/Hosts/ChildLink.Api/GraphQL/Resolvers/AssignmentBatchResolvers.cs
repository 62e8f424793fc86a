using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>年度替わりの権限の一括変更: lists of changes, foreseen, proposed by one person and decided on as one by another.</summary>
internal sealed class AssignmentBatchResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        var book = municipality.AssignmentBatches;
        map.Root("Query.assignmentBatches", Operations.AssignmentBatches, async (call, ct) =>
        {
            var batches = await book.LatestAsync(municipality.Code, ct);
            call.State.Scope.PublicRows(batches.Count);
            return batches.Select(b => new Shown(b, null, null));
        });
        map.Root("Query.assignmentBatch", Operations.AssignmentBatch, async (call, ct) =>
        {
            if (await book.FindAsync(municipality.Code, (Guid)call.Arguments["id"]!, ct) is not { } found)
                return null;
            call.State.Scope.PublicRows(1 + found.Proposals.Count);
            return new Shown(found.Batch, found.Proposals, null);
        });
        map.Root("Query.assignmentBatchPreview", Operations.PreviewAssignmentBatch, async (call, ct) =>
            await book.PreviewAsync(municipality.Code, municipality.Policy, call.State.Caller.Identity, (string?)call.Arguments["issuer"], Rows((object?[])call.Arguments["rows"]!), ct) switch
            {
                AssignmentBatchBook.Outcome.Planned plan => Count(call, plan.Changes),
                AssignmentBatchBook.Outcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
                _ => throw new InvalidOperationException("A preview decides nothing."),
            });
        map.Root("Mutation.proposeAssignmentBatch", Operations.ProposeAssignmentBatch, async (call, ct) => Answer(await book.ProposeAsync(
            municipality.Code, municipality.Policy, call.State.Caller.Identity, (string?)call.Input["issuer"], Rows((object?[])call.Input["rows"]!), (batch, changes, token) =>
            {
                call.State.Scope.PublicRows(changes.Count);
                return Record(call)(batch, token);
            }, ct)));
        map.Root("Mutation.approveAssignmentBatch", Operations.ApproveAssignmentBatch, async (call, ct) =>
            Answer(await book.ApproveAsync(municipality.Code, municipality.Policy, Id(call), AssignmentResolvers.ApprovalOf(call), Record(call), ct)));
        map.Root("Mutation.refuseAssignmentBatch", Operations.RefuseAssignmentBatch, async (call, ct) =>
            Answer(await book.RefuseAsync(municipality.Code, Id(call), Person(call), (string)call.Input["reason"]!, Record(call), ct)));
        map.Root("Mutation.withdrawAssignmentBatch", Operations.WithdrawAssignmentBatch, async (call, ct) =>
            Answer(await book.WithdrawAsync(municipality.Code, Id(call), Person(call), Record(call), ct)));
        foreach (var command in new[] { "Propose", "Approve", "Refuse", "Withdraw" })
            CommandResolvers.BindPayload(map, $"{command}AssignmentBatch", "batch");
        map.Fields<Shown>(
            "AssignmentBatch",
            ("id", s => s.Batch.Id), ("state", s => AssignmentWords.Of(s.Batch.State)), ("proposedBy", s => s.Batch.ProposedBy),
            ("proposedAt", s => s.Batch.ProposedAt), ("decidedBy", s => s.Batch.DecidedBy), ("decidedAt", s => s.Batch.DecidedAt),
            ("reason", s => s.Batch.Reason), ("added", s => s.Batch.Added), ("ended", s => s.Batch.Ends.Count), ("assignments", s => s.Proposals),
            ("ends", s => s.Batch.Ends), ("rows", s => s.Changes));
        map.Fields<AssignmentEnd>("AssignmentEnd", ("assignment", e => e.Assignment), ("at", e => e.At));
        map.Fields<PlannedChange>(
            "AssignmentRowChange",
            ("row", c => c.Row), ("change", c => AssignmentWords.Of(c.Change)), ("field", c => c.Field), ("message", c => c.Message));
    }

    private static Guid Id(RootCall call) => (Guid)call.Input["id"]!;

    private static string Person(RootCall call) => call.State.Caller.Identity.Person;

    private static IReadOnlyList<PlannedChange> Count(RootCall call, IReadOnlyList<PlannedChange> changes)
    {
        call.State.Scope.PublicRows(changes.Count);
        return changes;
    }

    private static IReadOnlyList<AssignmentRow> Rows(object?[] given) =>
    [
        .. given.Cast<InputObject>().Select((r, i) => new AssignmentRow(
            i + 1, (string)r["action"]!, (string)r["person"]!, (string)r["role"]!, (string?)r["institution"],
            [.. ((object?[]?)r["purposes"] ?? []).Cast<string>()], (DateOnly?)r["from"], (DateOnly?)r["until"])),
    ];

    private static Func<AssignmentBatch, CancellationToken, Task> Record(RootCall call) => (batch, ct) =>
    {
        call.State.Scope.PublicRows(1);
        call.State.Scope.About("batch", batch.Id);
        return call.RecordAsync(ct);
    };

    private static Payload Answer(AssignmentBatchBook.Outcome outcome) => outcome switch
    {
        AssignmentBatchBook.Outcome.Done done => Payload.Of(new Shown(done.Batch, null, done.Changes.Count == 0 ? null : done.Changes)),
        AssignmentBatchBook.Outcome.Planned plan => Payload.Failed(plan.Changes.FirstOrDefault(c => c.Change == AssignmentChange.Fault) is { } fault
            ? CommandError.Invalid($"rows[{fault.Row - 1}].{fault.Field}", fault.Message!)
            : CommandError.Invalid("rows", "change nothing: all of it is so already.")),
        AssignmentBatchBook.Outcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        AssignmentBatchBook.Outcome.AlreadyDecided => Payload.Failed(CommandError.Decided),
        AssignmentBatchBook.Outcome.SamePerson => Payload.Failed(CommandError.SamePerson),
        _ => Payload.Failed(CommandError.NotFound),
    };

    private sealed record Shown(AssignmentBatch Batch, IReadOnlyList<Assignment>? Proposals, IReadOnlyList<PlannedChange>? Changes);
}
