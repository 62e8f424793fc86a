using System.Text.Json.Nodes;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Cli.Commands.Policies;

/// <summary>Compiles everything and lists every fault, city by city.</summary>
internal static class PolicyCheck
{
    public static Answer Run(ChildLinkOptions options)
    {
        var cities = new JsonArray();
        var lines = new List<string>();
        var sound = true;
        var files = new PolicyFiles(options.Policies);
        // Faults of the shared policy end the command: no city compiles without it.
        var policy = PolicyCompiler.Compile(files);
        lines.Add($"policy {policy.Hash}: {policy.Roles.Count} roles, {policy.Catalogue.Count} fields");
        foreach (var folder in Folders(options))
        {
            var (city, problems) = Compile(files, folder);
            sound &= problems.Count == 0;
            cities.Add(new JsonObject
            {
                ["folder"] = folder,
                ["municipality"] = city?.Code,
                ["provisions"] = city?.Provisions.Count,
                ["problems"] = new JsonArray([.. problems.Select(static p => new JsonObject { ["file"] = p.File, ["where"] = p.Where, ["message"] = p.Message })]),
            });
            lines.AddRange(city is null ? problems.Select(p => $"{Path.GetFileName(folder)}: {p}") : [$"{city.Code} {city.Document.Name}: {city.Provisions.Count} provisions"]);
        }

        return new Answer(sound ? Answer.Done : Answer.Failed, new JsonObject { ["sound"] = sound, ["policy"] = policy.Hash, ["municipalities"] = cities }, lines);
    }

    private static (City? City, IReadOnlyList<PolicyProblem> Problems) Compile(PolicyFiles files, string folder)
    {
        try
        {
            var purposes = files.Read<PurposesDocument>("purposes.yaml").Purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            return (City.Load(files, folder, purposes), []);
        }
        catch (PolicyException e)
        {
            return (null, e.Problems);
        }
    }

    private static IEnumerable<string> Folders(ChildLinkOptions options) =>
        new[] { Path.Combine(options.Policies, "municipalities"), options.OwnMunicipalities }
            .Where(Directory.Exists)
            .SelectMany(static f => Directory.EnumerateDirectories(f).Where(static c => MunicipalityPlace.IsCode(Path.GetFileName(c))).Order(StringComparer.Ordinal));
}
