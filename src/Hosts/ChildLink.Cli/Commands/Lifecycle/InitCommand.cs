using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary><c>childlink init</c>: makes what is missing and brings every municipality's database to this program's schema.</summary>
internal static class InitCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var init = new Command("init", "Prepare the installation: cluster, keys, and the database of every municipality. Safe to repeat.") { municipality };
        init.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(municipality), ct)));
        return init;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, CancellationToken ct)
    {
        var installation = new Installation(bench);
        IReadOnlyList<string> codes = installation.Named(named) is null && !installation.IsExternal ? MunicipalityFolders.Added(bench.Options) : [installation.CodeOf(named)];
        if (!installation.IsExternal)
            await installation.StartClusterAsync(ct);
        MunicipalityFolders.RefreshSchemas(bench.Options);
        var ready = new JsonArray();
        foreach (var code in codes)
        {
            await using var desk = await Desk.OpenAsync(bench, code, ct);
            ready.Add(new JsonObject { ["municipality"] = code, ["name"] = desk.Municipality.City.Document.Name, ["policy"] = desk.Municipality.Policy.Hash });
        }

        return Answer.Of(
            new JsonObject { ["home"] = bench.Options.Home, ["ready"] = ready },
            $"Ready in {bench.Options.Home}: {(codes.Count == 0 ? "no municipality yet" : string.Join(", ", codes))}.");
    }
}
