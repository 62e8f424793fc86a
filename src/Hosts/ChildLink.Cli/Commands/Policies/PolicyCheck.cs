using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>Compiles everything and lists every fault, city by city.</summary>
internal static class PolicyCheck
{
    public static Answer Run(ChildLinkOptions options, DateTimeOffset now)
    {
        var cities = new JsonArray();
        var lines = new List<string>();
        var sound = true;
        // Faults of the shared policy end the command: no city compiles without it.
        var policy = PolicyCompiler.Compile(new PolicyFiles(options.Policies));
        lines.Add($"shared files {policy.Hash}: {policy.Roles.Count} roles, {policy.Catalogue.Count} fields (what is proposed and served is the policy of a municipality, below: its own files count, too)");
        lines.AddRange(policy.Overlaps.Select(static o => $"note: disclosure.yaml: {o}"));
        foreach (var folder in PolicyCity.Folders(options))
        {
            var (city, hash, problems) = Compile(options.Policies, folder);
            sound &= problems.Count == 0;
            cities.Add(new JsonObject
            {
                ["folder"] = folder,
                ["municipality"] = city?.Code,
                ["policy"] = hash,
                ["provisions"] = city?.Provisions.Count,
                ["items"] = city?.Items.Count,
                ["grantable"] = city?.Items.Count(static i => i.Grantable),
                ["warnings"] = new JsonArray([.. Warnings(city, now).Select(static w => JsonValue.Create(w))]),
                ["problems"] = new JsonArray([.. problems.Select(static p => new JsonObject { ["file"] = p.File, ["where"] = p.Where, ["message"] = p.Message })]),
            });
            lines.AddRange(city is null ? problems.Select(p => $"{Path.GetFileName(folder)}: {p}") : [$"{city.Code} {city.Document.Name}: {city.Provisions.Count} provisions, {city.Items.Count} data items, {city.Items.Count(static i => i.Grantable)} of which may be granted; policy {hash}"]);
            lines.AddRange(Warnings(city, now).Select(w => $"warning: {Path.GetFileName(folder)}: {w}"));
        }

        return new Answer(sound ? Answer.Done : Answer.Failed, new JsonObject { ["sound"] = sound, ["policy"] = policy.Hash, ["overlaps"] = new JsonArray([.. policy.Overlaps.Select(static o => JsonValue.Create(o.ToString()))]), ["municipalities"] = cities }, lines);
    }

    /// <summary>What is no fault and wants a person all the same: ends that are near or have come, gaps and overlaps of bases, fields that nothing feeds.</summary>
    private static IEnumerable<string> Warnings(City? city, DateTimeOffset now)
    {
        if (city is null)
            return [];
        return
        [
            .. BasisCalendar.Remarks(city.Provisions).Select(static r => r.ToString()),
            .. BasisCalendar.Endings(city.Provisions, now).Select(static e => e.ToString()),
            .. city.Law.Catalogue.Where(f => f.From.Count > 0 && !city.Provisions.Any(p => f.From.Contains(p.Id)))
                .Select(static f => $"catalogue.yaml: {f.Id}: no provision of this city feeds it; it is withheld from everybody."),
        ];
    }

    private static (City? City, string? Hash, IReadOnlyList<PolicyProblem> Problems) Compile(string shared, string folder)
    {
        try
        {
            var (city, policy, _, _) = CompiledPolicy.Compile(Path.GetFileName(folder), shared, folder);
            return (city, policy.Hash, []);
        }
        catch (PolicyException e)
        {
            return (null, null, e.Problems);
        }
    }
}
