using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Policy.Adoption;

namespace ChildLink.Cli.Commands.Policies;

/// <summary><c>childlink policy propose | adopt | withdraw</c>: two people, each with a token of their own.</summary>
internal static class AdoptionCommands
{
    private const string Steward = "steward";
    private const string Officer = "privacy-officer";

    public static IEnumerable<Command> Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var token = Desk.TokenOption();
        var role = new Option<string>("--role") { Description = $"Role you act under: {Steward} or {Officer}.", DefaultValueFactory = static _ => Steward };
        var propose = new Command("propose", "Propose the policy files as they lie on disk; a person of the other role adopts them.") { municipality, role, token };
        propose.SetAction(bench.Action((parse, ct) => ProposeAsync(
            bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), parse.GetRequiredValue(role), parse.GetValue(token), ct)));
        yield return propose;

        var proposal = new Argument<Guid>("proposal") { Description = "Proposal, as 'policy propose' printed it." };
        var hash = new Option<string>("--hash") { Description = "Hash of the policy that you looked at.", Required = true };
        var by = new Option<string>("--role") { Description = $"Role you act under: {Steward} or {Officer}.", DefaultValueFactory = static _ => Officer };
        var adopt = new Command("adopt", "Adopt a proposed policy: from then on no node serves another.") { proposal, hash, municipality, by, token };
        adopt.SetAction(bench.Action((parse, ct) => AdoptAsync(
            bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), parse.GetValue(proposal), parse.GetRequiredValue(hash), parse.GetRequiredValue(by),
            parse.GetValue(token), ct)));
        yield return adopt;

        var own = new Option<string>("--role") { Description = $"Role you proposed under: {Steward} or {Officer}.", DefaultValueFactory = static _ => Steward };
        var withdraw = new Command("withdraw", "Take your own proposed policy back; nobody can adopt it any more.") { proposal, municipality, own, token };
        withdraw.SetAction(bench.Action((parse, ct) => WithdrawAsync(
            bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), parse.GetValue(proposal), parse.GetRequiredValue(own), parse.GetValue(token), ct)));
        yield return withdraw;
    }

    private static async Task<Answer> ProposeAsync(Workbench bench, string code, string role, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await desk.ActAsync(token, role, PurposeOf(role), context: null, "policy propose", ct);
        var bundle = PolicyBundle.Read(desk.Municipality.Place.Policies, desk.Municipality.Place.CityFolder);
        using var scope = desk.Municipality.Gateway.Open(caller, "policy propose", Guid.CreateVersion7(bench.Time.GetUtcNow()));
        return Print(await desk.Municipality.Policies.ProposeAsync(code, bundle, desk.Municipality.FaultsOf, ActorOf(caller), (_, t) => RecordAsync(scope, t), ct));
    }

    private static async Task<Answer> AdoptAsync(Workbench bench, string code, Guid proposal, string hash, string role, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await desk.ActAsync(token, role, PurposeOf(role), context: null, "policy adopt", ct);
        using var scope = desk.Municipality.Gateway.Open(caller, "policy adopt", Guid.CreateVersion7(bench.Time.GetUtcNow()));
        return Print(await desk.Municipality.Policies.AdoptAsync(code, proposal, hash, desk.Municipality.FaultsOf, ActorOf(caller), (_, t) => RecordAsync(scope, t), ct));
    }

    private static async Task<Answer> WithdrawAsync(Workbench bench, string code, Guid proposal, string role, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await desk.ActAsync(token, role, PurposeOf(role), context: null, "policy withdraw", ct);
        using var scope = desk.Municipality.Gateway.Open(caller, "policy withdraw", Guid.CreateVersion7(bench.Time.GetUtcNow()));
        return Print(await desk.Municipality.Policies.WithdrawAsync(code, proposal, ActorOf(caller), (_, t) => RecordAsync(scope, t), ct));
    }

    private static Task RecordAsync(ChildLink.Privacy.Gateway.DisclosureScope scope, CancellationToken ct)
    {
        scope.PublicRows(1);
        return scope.RecordAsync(ct);
    }

    private static Answer Print(PolicyOutcome outcome) => outcome switch
    {
        PolicyOutcome.Done { Proposal: var p } => Answer.Of(
            new JsonObject { ["proposal"] = p.Id.ToString("D"), ["hash"] = p.Hash, ["proposedBy"] = p.ProposedBy, ["adoptedBy"] = p.AdoptedBy },
            p.WithdrawnAt is not null ? $"withdrawn {p.Id:D}: policy {p.Hash}" : p.AdoptedBy is null ? $"proposed {p.Id:D}: policy {p.Hash}" : $"adopted {p.Id:D}: policy {p.Hash}"),
        PolicyOutcome.Invalid invalid => throw new CommandRefusedException(CodeOf(invalid.Field), $"{invalid.Field} {invalid.Message}"),
        PolicyOutcome.AlreadyAdopted => throw new CommandRefusedException("policy-already-adopted", "This proposal was adopted already."),
        _ => throw new CommandRefusedException("not-found", "There is no such proposal."),
    };

    /// <summary>The code of a refusal: nothing is wrong with the command line, people or files stand in the way.</summary>
    private static string CodeOf(string field) => field switch
    {
        "person" => "same-person",
        "hash" => "hash-differs",
        "policy" => "policy-invalid",
        "id" => "proposal-overtaken",
        _ => "proposal-refused",
    };

    private static PolicyActor ActorOf(Caller caller) => new($"{caller.Identity.Issuer}|{caller.Identity.Person}", caller.Role);

    private static string PurposeOf(string role) => role switch
    {
        Steward => "steering",
        Officer => "audit",
        _ => throw CommandRefusedException.Usage($"--role must be {Steward} or {Officer}."),
    };
}
