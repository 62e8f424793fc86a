using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Casework.Grants;
using ChildLink.GraphQL.Execution;
using ChildLink.Views.Grants;

namespace ChildLink.Api.GraphQL.Resolvers.Cases;

/// <summary>個別提供: proposed and decided by two people of a case, read by the institution.</summary>
internal sealed class GrantResolvers(Municipality municipality)
{
    private readonly GrantBook book = municipality.Grants;

    public void Bind(SchemaMap map)
    {
        map.Root("Query.grants", CaseOperations.Grants, async (call, ct) => await municipality.GrantViews.ListAsync(call.State.Scope, ct));
        map.Root("Query.receivedGrants", CaseOperations.ReceivedGrants, async (call, ct) =>
        {
            var (grants, fault) = await municipality.ReceivedGrants.ListAsync(call.State.Scope, ct);
            return (object?)grants ?? fault;
        });
        map.Root("Query.grantedItems", CaseOperations.GrantedItems, async (call, ct) =>
        {
            var (found, fault) = await municipality.ReceivedGrants.ReadAsync(call.State.Scope, (string)call.Arguments["child"]!, ct);
            return (object?)found ?? fault;
        });
        Bind(map, "ProposeGrant", CaseOperations.ProposeGrant, (call, ct) =>
        {
            var i = call.Input;
            var request = new GrantRequest(
                (string)i["item"]!, (string)i["basis"]!, (string)i["institution"]!, ((object?[]?)i["persons"])?.Select(p => (string)p!).ToList(), (string)i["trigger"]!,
                (string)i["reason"]!, (DateTimeOffset?)i["from"], (DateTimeOffset)i["until"]!);
            return book.ProposeAsync(call.State.Caller, request, Record(call), ct);
        });
        Bind(map, "ApproveGrant", CaseOperations.ApproveGrant, (call, ct) => book.ApproveAsync(call.State.Caller, Id(call), Version(call), Record(call), ct));
        Bind(map, "RefuseGrant", CaseOperations.RefuseGrant, (call, ct) =>
            book.RefuseAsync(call.State.Caller, Id(call), Version(call), (string)call.Input["reason"]!, Record(call), ct));
        Bind(map, "EndGrant", CaseOperations.EndGrant, (call, ct) => book.EndAsync(call.State.Caller, Id(call), Version(call), Record(call), ct));
        BindTypes(map);
    }

    private static void BindTypes(SchemaMap map)
    {
        map.Fields<ShownGrant>(
            "Grant",
            ("id", s => s.Grant.Id), ("case", s => s.Grant.Case), ("item", s => s.Grant.Item), ("provision", s => s.Grant.Provision), ("basis", s => s.Grant.Basis),
            ("authority", s => s.Grant.Authority), ("institution", s => s.Grant.Institution), ("persons", s => s.Grant.Persons), ("from", s => s.Grant.From),
            ("until", s => s.Grant.Until), ("state", s => s.Grant.State), ("closedBy", s => s.ClosedBy), ("proposedBy", s => s.Grant.ProposedBy),
            ("proposedAt", s => s.Grant.ProposedAt), ("decidedBy", s => s.Grant.DecidedBy), ("decidedAt", s => s.Grant.DecidedAt), ("endedBy", s => s.Grant.EndedBy),
            ("endedAt", s => s.Grant.EndedAt), ("version", s => s.Grant.Version));
        map.Resolvers.Bind("Grant.child", FieldResolver.Leaf<ShownGrant>((s, state, _) => s.WriteChild(((RequestState)state!).Scope)));
        map.Resolvers.Bind("Grant.reason", FieldResolver.Leaf<ShownGrant>((s, state, _) => s.Reason.Write(((RequestState)state!).Scope)));
        map.Resolvers.Bind("Grant.trigger", FieldResolver.Leaf<ShownGrant>((s, state, _) => s.Trigger.Write(((RequestState)state!).Scope)));
        map.Resolvers.Bind("Grant.refusal", FieldResolver.Leaf<ShownGrant>((s, state, _) => s.Refusal.Write(((RequestState)state!).Scope)));
        map.Fields<ReceivedGrant>(
            "ReceivedGrant",
            ("id", g => g.Id), ("child", g => g.Child), ("item", g => g.Item), ("name", g => g.Name), ("provision", g => g.Provision), ("basis", g => g.Basis),
            ("authority", g => g.Authority), ("from", g => g.From), ("until", g => g.Until));
        map.Fields<GrantedItems>("GrantedItems", ("child", f => f.Child), ("items", f => f.Items));
        map.Fields<GrantedItem>(
            "GrantedItem",
            ("id", i => i.Grant.Id), ("child", i => i.Grant.Child), ("item", i => i.Grant.Item), ("name", i => i.Grant.Name), ("provision", i => i.Grant.Provision),
            ("basis", i => i.Grant.Basis), ("authority", i => i.Grant.Authority), ("from", i => i.Grant.From), ("until", i => i.Grant.Until), ("values", i => i.Values));
        map.Fields<GrantedValue>("GrantedValue", ("day", v => v.Day), ("period", v => v.Period));
        map.Resolvers.Bind("GrantedValue.value", FieldResolver.Leaf<GrantedValue>((v, state, _) => v.Write(((RequestState)state!).Scope)));
    }

    private static Guid Id(RootCall call) => (Guid)call.Input["id"]!;

    private static long Version(RootCall call) => (long)call.Input["version"]!;

    private static Func<Grant, CancellationToken, Task> Record(RootCall call) => (grant, ct) =>
    {
        call.State.Scope.Row(grant.Child);
        return call.RecordAsync(ct);
    };

    private void Bind(SchemaMap map, string command, Operation operation, Func<RootCall, CancellationToken, Task<GrantOutcome>> run)
    {
        map.Root($"Mutation.{char.ToLowerInvariant(command[0])}{command[1..]}", operation, async (call, ct) =>
            GrantEndpoints.NoCase(call.State.Caller) ?? (object?)await AnswerAsync(call, await run(call, ct), ct));
        CommandResolvers.BindPayload(map, command, "grant");
    }

    private async Task<Payload> AnswerAsync(RootCall call, GrantOutcome outcome, CancellationToken ct) => outcome switch
    {
        GrantOutcome.Done done => await municipality.GrantViews.FindAsync(call.State.Scope, done.Grant.Id, ct) is { } shown ? Payload.Of(shown) : Payload.Failed(CommandError.NotFound),
        GrantOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        GrantOutcome.Conflict conflict => Payload.Failed(CommandError.Conflict(conflict.Version)),
        GrantOutcome.Decided => Payload.Failed(CommandError.Decided),
        GrantOutcome.SamePerson => Payload.Failed(CommandError.SamePerson),
        GrantOutcome.AlreadyGranted => Payload.Failed(CommandError.Of("AlreadyGrantedError", CaseProblems.AlreadyGranted)),
        GrantOutcome.NotPossible gone => Payload.Failed(CommandError.Of("GrantNotPossibleError", CaseProblems.GrantNotPossible) with { Message = $"{CaseProblems.GrantNotPossible.English} {gone.Message}" }),
        GrantOutcome.NotFound => Payload.Failed(CommandError.NotFound),
        _ => throw new InvalidOperationException("A grant without an arm."),
    };
}
