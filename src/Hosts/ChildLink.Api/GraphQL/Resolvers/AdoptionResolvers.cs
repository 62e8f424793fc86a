using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Privacy.Policy.Adoption;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Adoption of the policy by two people.</summary>
internal sealed class AdoptionResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.policyBundles", Operations.PolicyBundles, ListAsync);
        map.Root("Mutation.proposePolicy", Operations.ProposePolicy, ProposeAsync);
        map.Root("Mutation.adoptPolicy", Operations.AdoptPolicy, AdoptAsync);
        map.Root("Mutation.withdrawPolicy", Operations.WithdrawPolicy, WithdrawAsync);
        CommandResolvers.BindPayload(map, "ProposePolicy", "proposal");
        CommandResolvers.BindPayload(map, "AdoptPolicy", "proposal");
        CommandResolvers.BindPayload(map, "WithdrawPolicy", "proposal");
        map.Fields<Bundles>(
            "PolicyBundles",
            ("served", _ => municipality.Standing.Served), ("onDisk", _ => municipality.Standing.OnDisk), ("adopted", b => b.Adopted),
            ("required", b => municipality.Standing.Required || b.Adopted is not null), ("proposals", b => b.Proposals));
        map.Fields<PolicyProposal>(
            "PolicyProposal",
            ("id", p => p.Id), ("hash", p => p.Hash), ("proposedBy", p => p.ProposedBy), ("proposedRole", p => p.ProposedRole),
            ("proposedAt", p => p.ProposedAt), ("adoptedBy", p => p.AdoptedBy), ("adoptedRole", p => p.AdoptedRole), ("adoptedAt", p => p.AdoptedAt),
            ("withdrawnAt", p => p.WithdrawnAt));
    }

    private async Task<object?> ListAsync(RootCall call, CancellationToken ct)
    {
        var proposals = await municipality.Policies.AllAsync(municipality.Code, ct);
        call.State.Scope.PublicRows(proposals.Count);
        return new Bundles(await municipality.Policies.AdoptedAsync(municipality.Code, ct), proposals);
    }

    private async Task<object?> ProposeAsync(RootCall call, CancellationToken ct) => Answer(await AdoptionEndpoints.ProposeAsync(
        call.State.Scope, municipality, (string)call.Input["hash"]!, (proposal, token) => RecordAsync(call, proposal, token), ct));

    private async Task<object?> AdoptAsync(RootCall call, CancellationToken ct) => Answer(await municipality.Policies.AdoptAsync(
        municipality.Code, (Guid)call.Input["id"]!, (string)call.Input["hash"]!, municipality.FaultsOf, AdoptionEndpoints.ActorOf(call.State.Scope),
        (proposal, token) => RecordAsync(call, proposal, token), ct));

    private async Task<object?> WithdrawAsync(RootCall call, CancellationToken ct) => Answer(await municipality.Policies.WithdrawAsync(
        municipality.Code, (Guid)call.Input["id"]!, AdoptionEndpoints.ActorOf(call.State.Scope), (proposal, token) => RecordAsync(call, proposal, token), ct));

    private static Task RecordAsync(RootCall call, PolicyProposal proposal, CancellationToken ct)
    {
        call.State.Scope.PublicRows(1);
        call.State.Scope.About("bundle", proposal.Id);
        return call.RecordAsync(ct);
    }

    private static Payload Answer(PolicyOutcome? outcome) => outcome switch
    {
        null => Payload.Failed(CommandError.Of("PolicyChangedError", ProblemCode.PolicyChanged)),
        PolicyOutcome.Done done => Payload.Of(done.Proposal),
        PolicyOutcome.Invalid invalid => Payload.Failed(CommandError.Invalid(invalid.Field, invalid.Message)),
        PolicyOutcome.AlreadyAdopted => Payload.Failed(CommandError.Of("PolicyAlreadyAdoptedError", ProblemCode.PolicyAlreadyAdopted)),
        _ => Payload.Failed(CommandError.NotFound),
    };

    private sealed record Bundles(string? Adopted, IReadOnlyList<PolicyProposal> Proposals);
}
