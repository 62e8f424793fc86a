using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>Says what a role sees under a purpose, by which rule and on which condition.</summary>
internal static class PolicyExplanation
{
    public static Answer Run(ChildLinkOptions options, string role, string purpose, string? field)
    {
        var policy = PolicyCompiler.Compile(new PolicyFiles(options.Policies));
        if (policy.Find(role, purpose) is not { } access)
        {
            throw CommandRefusedException.Usage(policy.Roles.FirstOrDefault(r => r.Id == role) is { } known
                ? $"The role {role} may not declare '{purpose}'; it may declare {string.Join(", ", known.Purposes.Select(p => p.Id))}."
                : $"There is no role '{role}'; there are {string.Join(", ", policy.Roles.Select(r => r.Id))}.");
        }

        var entries = policy.Catalogue.Where(e => field is null || e.Id == field).ToList();
        if (entries.Count == 0)
            throw CommandRefusedException.Usage($"There is no field '{field}' in catalogue.yaml.");
        var decisions = entries.Select(e => (Entry: e, Decision: policy.Decide(role, purpose, FieldId.Of(e.Id)))).ToList();
        return Answer.Of(
            new JsonObject
            {
                ["role"] = role,
                ["purpose"] = purpose,
                ["policy"] = policy.Hash,
                ["rows"] = access.Rows.ToString(),
                ["context"] = access.Context,
                ["multiFactor"] = access.MultiFactor,
                ["fields"] = new JsonArray([.. decisions.Select(static d => new JsonObject
                {
                    ["field"] = d.Entry.Id,
                    ["ja"] = d.Entry.Ja,
                    ["disposition"] = Word(d.Decision),
                    ["rule"] = d.Decision.Rule,
                    ["condition"] = Condition(d.Decision.Guard),
                })]),
            },
            [
                $"{role} / {purpose}: children: {access.Rows}; context: {access.Context ?? "none"}; several factors: {(access.MultiFactor ? "required" : "no")}",
                .. decisions.Select(static d => $"{d.Entry.Id,-18} {Word(d.Decision),-9} rule {d.Decision.Rule}{(Condition(d.Decision.Guard) is { } c ? $", {c}" : "")}  {d.Entry.Ja}"),
            ]);
    }

    private static string Word(AccessDecision decision) => decision.Disposition.ToString().ToLowerInvariant();

    private static string? Condition(RowGuard guard) => guard switch
    {
        RowGuard.None => null,
        RowGuard.Unprotected => "unless the household is protected (支援措置)",
        RowGuard.Shared => "only while shared with the caller's institution",
        RowGuard.SharedWithPoints or (RowGuard.Shared | RowGuard.SharedWithPoints) => "only while shared, with points ticked",
        _ => $"on the conditions {guard}",
    };
}
