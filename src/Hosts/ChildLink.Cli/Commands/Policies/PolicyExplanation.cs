using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>Says what a role sees under a purpose, by which rule and basis, until when, and what would be needed for more.</summary>
internal static class PolicyExplanation
{
    public static Answer Run(Workbench bench, string? municipality, string role, string purpose, string? field, DateTimeOffset now)
    {
        var (city, policy) = PolicyCity.Open(bench, municipality);
        if (policy.Find(role, purpose) is not { } access)
        {
            throw CommandRefusedException.Usage(policy.Roles.FirstOrDefault(r => r.Id == role) is { } known
                ? $"The role {role} may not declare '{purpose}'; it may declare {string.Join(", ", known.Purposes.Select(p => p.Id))}."
                : $"There is no role '{role}'; there are {string.Join(", ", policy.Roles.Select(r => r.Id))}.");
        }

        var entries = policy.Catalogue.Concat(policy.Items).Where(e => field is null ? !policy.Items.Contains(e) : e.Id == field).ToList();
        if (entries.Count == 0)
            throw CommandRefusedException.Usage($"There is no field '{field}' in catalogue.yaml, and no such data item in the provisions of {city.Code}.");
        var explainer = new PolicyExplainer(policy, city);
        var found = entries.ConvertAll(e => explainer.Explain(role, purpose, e.Id, now));
        return Answer.Of(
            new JsonObject
            {
                ["role"] = role,
                ["purpose"] = purpose,
                ["municipality"] = city.Code,
                ["name"] = city.Document.Name,
                ["policy"] = policy.Hash,
                ["rows"] = access.Rows.ToString(),
                ["contexts"] = Texts(access.Contexts),
                ["multiFactor"] = access.MultiFactor,
                ["fields"] = new JsonArray([.. found.Select(Json)]),
            },
            [
                $"{city.Code} {city.Document.Name}, policy {policy.Hash}",
                $"{role} / {purpose}: children: {access.Rows}; context: {(access.Contexts.Count == 0 ? "none" : string.Join(" or ", access.Contexts))}; several factors: {(access.MultiFactor ? "required" : "no")}",
                .. found.SelectMany(f => Lines(f, field is not null)),
            ]);
    }

    private static JsonNode Json(FieldExplanation found) => new JsonObject
    {
        ["field"] = found.Decision.Field.Value,
        ["ja"] = found.Entry!.Ja,
        ["class"] = found.Entry.Class,
        ["special"] = found.Entry.Special,
        ["disposition"] = PolicyWords.Of(found.Decision.Disposition),
        ["rule"] = found.Decision.Rule,
        ["why"] = found.Why,
        ["condition"] = Condition(found.Decision.Guard),
        ["until"] = found.Until is { } until ? Day(until) : null,
        ["sources"] = new JsonArray([.. found.Sources.Select(static s => new JsonObject
        {
            ["provision"] = s.Provision,
            ["basis"] = s.Basis.Id,
            ["allows"] = s.Allows,
            ["until"] = s.Until is { } end ? Day(end) : null,
        })]),
        ["needs"] = new JsonArray([.. found.Needs.Select(static n => new JsonObject { ["kind"] = n.Kind, ["text"] = n.Text })]),
    };

    private static IEnumerable<string> Lines(FieldExplanation found, bool all)
    {
        var decision = found.Decision;
        yield return $"{decision.Field.Value,-18} {PolicyWords.Of(decision.Disposition),-9} rule {decision.Rule}{(Condition(decision.Guard) is { } c ? $", {c}" : "")}  {found.Entry!.Ja}";
        if (!all)
            yield break;
        if (found.Why is { } why)
            yield return $"  why: {why}";
        if (found.Entry.Special)
            yield return "  needs special care (要配慮個人情報)";
        foreach (var source in found.Sources)
            yield return $"  from {source.Provision} ({source.Basis.Id}): {(source.Allows ? $"may be used{(source.Until is { } end ? $" until {Day(end)}" : "")}" : source.NamesPurpose ? "no basis in force" : "does not name the purpose")}";
        foreach (var need in found.Needs)
            yield return $"  needs {need.Text}";
    }

    private static string? Condition(RowGuard guard) => guard switch
    {
        RowGuard.None => null,
        RowGuard.Unprotected => "unless the household is protected (支援措置)",
        RowGuard.Shared => "only while shared with the caller's institution",
        RowGuard.SharedWithPoints or (RowGuard.Shared | RowGuard.SharedWithPoints) => "only while shared, with points ticked",
        RowGuard.SharedWithMeasures | RowGuard.Unprotected => "only while shared, with measures ticked, unless the household is protected (支援措置)",
        RowGuard.Granted | RowGuard.Unprotected => "only while granted to the caller's institution, unless the household is protected (支援措置)",
        _ => $"on the conditions {guard}",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static t => JsonValue.Create(t))]);

    private static string Day(DateTimeOffset at) => JapanDay.Of(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
