using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>Prints which pattern of legal basis could carry an item, why, and what is missing.</summary>
internal static class PolicyAid
{
    public static Answer Run(Workbench bench, string? municipality, string item, string purpose, string? recipient, DateTimeOffset now)
    {
        var (city, policy) = PolicyCity.Open(bench, municipality);
        var outcome = new PatternAid(city).Judge(item, purpose, recipient, now);
        if (outcome is AidOutcome.Unknown unknown)
            throw CommandRefusedException.Usage($"--{unknown.Field} {unknown.Message}");
        var judged = (AidOutcome.Judged)outcome;
        return Answer.Of(
            new JsonObject
            {
                ["municipality"] = city.Code,
                ["name"] = city.Document.Name,
                ["policy"] = policy.Hash,
                ["item"] = judged.Item.Id,
                ["ja"] = judged.Item.Ja,
                ["special"] = judged.Item.Special,
                ["purpose"] = judged.Purpose,
                ["provisions"] = new JsonArray([.. judged.Provisions.Select(Json)]),
            },
            [
                $"{city.Code} {city.Document.Name}, policy {policy.Hash}",
                $"{judged.Item.Id} ({judged.Item.Ja}){(judged.Item.Special ? ", special care" : "")} for {judged.Purpose}",
                .. judged.Provisions.SelectMany(Lines),
                "An aid for counsel: it decides nothing.",
            ]);
    }

    private static JsonNode Json(AidOfProvision provision) => new JsonObject
    {
        ["provision"] = provision.Provision,
        ["holder"] = provision.Holder,
        ["recipient"] = provision.Recipient,
        ["recipientKind"] = PolicyWords.Of(provision.RecipientKind),
        ["present"] = provision.Present,
        ["verdicts"] = new JsonArray([.. provision.Verdicts.Select(static v => new JsonObject
        {
            ["pattern"] = v.Pattern,
            ["basis"] = v.Basis,
            ["possible"] = v.Possible,
            ["reasons"] = new JsonArray([.. v.Reasons.Select(static r => JsonValue.Create(r))]),
            ["missing"] = new JsonArray([.. v.Missing.Select(static m => JsonValue.Create(m))]),
        })]),
    };

    private static IEnumerable<string> Lines(AidOfProvision provision)
    {
        yield return $"{provision.Provision}: {provision.Holder} → {provision.Recipient} ({PolicyWords.Of(provision.RecipientKind)}); rests on {provision.Present}";
        foreach (var verdict in provision.Verdicts)
        {
            yield return $"  {verdict.Pattern} {verdict.Basis,-14} {(verdict.Possible ? verdict.Missing.Count == 0 ? "can carry it" : "could carry it" : "cannot carry it")}  {verdict.Ja}";
            foreach (var reason in verdict.Reasons)
                yield return $"      {reason}";
            if (verdict.Missing.Count > 0)
                yield return $"      missing: {string.Join(", ", verdict.Missing)}";
        }
    }
}
