using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Adoption of the policy by two people: a steward and a privacy officer, each with a token of their own.</summary>
internal static class AdoptionEndpoints
{
    public static void MapAdoption(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.PolicyBundles, http => answering.AnswerAsync(http, Operations.PolicyBundles, (scope, ct) => ListAsync(scope, municipality, ct)));
        routes.Map(Operations.ProposePolicy, http => answering.AnswerAsync(
            http, Operations.ProposePolicy, (scope, ct) => ProposeAsync(http, scope, municipality, ct), StatusCodes.Status201Created));
        routes.Map(Operations.AdoptPolicy, http => answering.AnswerAsync(http, Operations.AdoptPolicy, (scope, ct) => AdoptAsync(http, scope, municipality, ct)));
        routes.Map(Operations.WithdrawPolicy, http => answering.AnswerAsync(http, Operations.WithdrawPolicy, (scope, ct) => WithdrawAsync(http, scope, municipality, ct)));
    }

    /// <summary>Proposes the files on disk, if they are those of the hash.</summary>
    public static async Task<PolicyOutcome?> ProposeAsync(
        DisclosureScope scope, Municipality municipality, string hash, Func<PolicyProposal, CancellationToken, Task> record, CancellationToken ct)
    {
        // The very files that will be stored are held against the hash and compiled, not what lies on disk a moment later.
        var bundle = PolicyBundle.Read(municipality.Place.Policies, municipality.Place.CityFolder);
        if (bundle.Hash != hash)
            return null;
        return await municipality.Policies.ProposeAsync(municipality.Code, bundle, municipality.FaultsOf, ActorOf(scope), record, ct);
    }

    /// <summary>Who acts.</summary>
    public static PolicyActor ActorOf(DisclosureScope scope) => new($"{scope.Caller.Identity.Issuer}|{scope.Caller.Identity.Person}", scope.Caller.Role);

    private static async Task<ViewOutcome> ListAsync(DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("served", municipality.Standing.Served);
        json.WriteString("onDisk", municipality.Standing.OnDisk);
        var adopted = await municipality.Policies.AdoptedAsync(municipality.Code, ct);
        json.WriteString("adopted", adopted);
        json.WriteBoolean("required", municipality.Standing.Required || adopted is not null);
        json.WriteStartArray("items");
        foreach (var proposal in await municipality.Policies.AllAsync(municipality.Code, ct))
            Write(scope, proposal);
        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> ProposeAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.PolicyHashBody, ct);
        if (body is null)
            return fault!;
        return Answer(await ProposeAsync(scope, municipality, body.Hash, (proposal, token) => RecordAsync(scope, proposal, token), ct));
    }

    private static async Task<ViewOutcome> AdoptAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id))
            return new ViewOutcome.NotFound();
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.PolicyHashBody, ct);
        if (body is null)
            return fault!;
        return Answer(await municipality.Policies.AdoptAsync(
            municipality.Code, id, body.Hash, municipality.FaultsOf, ActorOf(scope), (proposal, token) => RecordAsync(scope, proposal, token), ct));
    }

    private static async Task<ViewOutcome> WithdrawAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct) =>
        RequestBody.TryId(http, out var id)
            ? Answer(await municipality.Policies.WithdrawAsync(municipality.Code, id, ActorOf(scope), (proposal, token) => RecordAsync(scope, proposal, token), ct))
            : new ViewOutcome.NotFound();

    private static ViewOutcome Answer(PolicyOutcome? outcome) => outcome switch
    {
        null => new ViewOutcome.Refused(ProblemCode.PolicyChanged.Code, "hash"),
        PolicyOutcome.Done => new ViewOutcome.Written(),
        PolicyOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        PolicyOutcome.AlreadyAdopted => new ViewOutcome.Refused(ProblemCode.PolicyAlreadyAdopted.Code, "id"),
        _ => new ViewOutcome.NotFound(),
    };

    private static Task RecordAsync(DisclosureScope scope, PolicyProposal proposal, CancellationToken ct)
    {
        Write(scope, proposal);
        scope.About("bundle", proposal.Id);
        return scope.RecordAsync(ct);
    }

    private static void Write(DisclosureScope scope, PolicyProposal proposal)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", proposal.Id);
        json.WriteString("hash", proposal.Hash);
        json.WriteString("proposedBy", proposal.ProposedBy);
        json.WriteString("proposedRole", proposal.ProposedRole);
        json.WriteString("proposedAt", proposal.ProposedAt);
        json.WriteString("adoptedBy", proposal.AdoptedBy);
        json.WriteString("adoptedRole", proposal.AdoptedRole);
        json.WriteInstant("adoptedAt", proposal.AdoptedAt);
        json.WriteInstant("withdrawnAt", proposal.WithdrawnAt);
        json.WriteEndObject();
    }
}
