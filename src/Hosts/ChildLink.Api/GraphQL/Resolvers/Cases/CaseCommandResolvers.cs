using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Casework.Cases;
using ChildLink.GraphQL.Types;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Intake;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers.Cases;

/// <summary>Commands in cases; each is its own transaction with its own entry.</summary>
internal sealed class CaseCommandResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Mutation.openCase", CaseOperations.Open, OpenAsync);
        CommandResolvers.BindPayload(map, "OpenCase", "case");
        Bind(map, "ProposeDecision", CaseOperations.Propose, i => new CaseCommand.Propose(Version(i), Text(i, "class"), Text(i, "reason"), (Guid?)i["conference"]));
        Bind(map, "ConfirmDecision", CaseOperations.Confirm, i => new CaseCommand.Confirm(Version(i)));
        Bind(map, "SendBackDecision", CaseOperations.SendBack, i => new CaseCommand.SendBack(Version(i), Text(i, "reason")));
        Bind(map, "MakeSupportPlan", CaseOperations.Plan, i => new CaseCommand.Plan(
            Version(i), Text(i, "goal"), (DateOnly)i["reviewOn"]!, [.. ((object?[])i["measures"]!).Select(m => Measure((InputObject)m!))]));
        Bind(map, "AddCaseNote", CaseOperations.Note, i => new CaseCommand.Note(Version(i), Text(i, "text"), (DateOnly?)i["on"], (DateOnly?)i["nextReviewOn"]));
        Bind(map, "RecordOutcome", CaseOperations.Outcome, i => new CaseCommand.RecordOutcome(Version(i), Text(i, "outcome"), Text(i, "text")));
        Bind(map, "CloseCase", CaseOperations.Close, i => new CaseCommand.Close(Version(i), Text(i, "cause"), Text(i, "reason")));
        Bind(map, "HandOverCase", CaseOperations.HandOver, i => new CaseCommand.HandOver(
            Version(i), Text(i, "cause"), Text(i, "toKind"), Text(i, "to"), Text(i, "note")));
        Bind(map, "WithdrawHandOver", CaseOperations.Withdraw, i => new CaseCommand.Withdraw(Version(i), (Guid)i["handOver"]!));
        Bind(map, "ReceiveHandOver", CaseOperations.Receive, i => new CaseCommand.Receive(Version(i), (Guid)i["handOver"]!, (string?)i["words"]), "receipt");
        map.Fields<Case>("CaseReceipt", ("id", c => c.Id), ("version", c => c.Version));
        map.Root("Mutation.deliverCaseOutcomes", CaseOperations.DeliverOutcomes, DeliverAsync);
        CommandResolvers.BindPayload(map, "DeliverCaseOutcomes", "deliveries");
        map.Fields<DeliveryOutcome>("DeliveredOutcomes", ("delivery", o => CaseDocumentEndpoints.IdOf(o)), ("isNew", o => o is not DeliveryOutcome.Repeated));
    }

    private static long Version(InputObject input) => (long)input["version"]!;

    private static string Text(InputObject input, string name) => (string)input[name]!;

    private static PlannedMeasure Measure(InputObject input) => new(
        Text(input, "kind"), Text(input, "text"), (string?)input["institution"], (string?)input["staff"], (DateOnly?)input["reviewOn"]);

    private static Task RecordAsync(RootCall call, Case changed, CancellationToken ct)
    {
        call.State.Scope.Row(changed.Child);
        return call.RecordAsync(ct);
    }

    private void Bind(SchemaMap map, string command, Operation operation, Func<InputObject, CaseCommand> read, string value = "case")
    {
        map.Root($"Mutation.{char.ToLowerInvariant(command[0])}{command[1..]}", operation, async (call, ct) =>
        {
            var outcome = await municipality.Cases.DoAsync(
                call.State.Caller, (Guid)call.Input["id"]!, read(call.Input), (changed, token) => RecordAsync(call, changed, token), ct);
            return Answer(call, outcome, isReceipt: value == "receipt");
        });
        CommandResolvers.BindPayload(map, command, value);
    }

    private async Task<object?> OpenAsync(RootCall call, CancellationToken ct)
    {
        var caller = call.State.Caller;
        if (caller is { Access.Rows: RowScope.RunCandidates, Context: null })
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var opening = new CaseOpening((Guid?)call.Input["child"], (string?)call.Input["residentCode"], (string?)call.Input["worker"]);
        return Answer(call, await municipality.Cases.OpenAsync(caller, opening, (opened, token) => RecordAsync(call, opened, token), ct), isReceipt: false);
    }

    private Payload Answer(RootCall call, CaseOutcome outcome, bool isReceipt) => outcome switch
    {
        CaseOutcome.Done done => Payload.Of(isReceipt ? done.Case : municipality.CaseViews.Changed(call.State.Caller, done.Case)),
        CaseOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        CaseOutcome.Conflict conflict => Payload.Failed(CommandError.Conflict(conflict.Version)),
        CaseOutcome.Refused refused => Payload.Failed(CommandError.Of("CaseStateError", ProblemCode.OfRefusal(refused.Code))),
        CaseOutcome.AlreadyOpen => Payload.Failed(CommandError.Of("CaseStateError", CaseProblems.AlreadyOpen)),
        CaseOutcome.NotFound => Payload.Failed(CommandError.NotFound),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    private async Task<object?> DeliverAsync(RootCall call, CancellationToken ct)
    {
        if (await municipality.Outcomes.DeliverAsync(call.State.Caller, ct) is not { } outcomes)
            return Payload.Failed(CommandError.NotFound);
        if (outcomes.Any(o => o is DeliveryOutcome.Refused))
            return Payload.Failed(CommandError.Of("CaseStateError", CaseProblems.OutcomesRefused));
        call.State.Scope.PublicRows(outcomes.Count);
        return Payload.Of(outcomes);
    }
}
