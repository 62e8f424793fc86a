using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary><c>childlink municipality add</c>.</summary>
internal static class MunicipalityCommand
{
    public static Command Create(Workbench bench)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード: six digits." };
        var preset = new Option<string>("--preset") { Description = "Policy to begin with, e.g. sado.", Required = true };
        var add = new Command("add", "Add a municipality: its policy folder from a preset, its keys and its database.") { code, preset };
        add.SetAction(bench.Action((parse, ct) => AddAsync(bench, parse.GetRequiredValue(code), parse.GetRequiredValue(preset), ct)));
        return new Command("municipality", "Municipalities of this installation.") { add };
    }

    private static async Task<Answer> AddAsync(Workbench bench, string code, string preset, CancellationToken ct)
    {
        var installation = new Installation(bench);
        installation.CodeOf(code);
        if (MunicipalityFolders.Add(bench.Options, code, preset) is not { } folder)
            throw new CommandRefusedException("municipality-exists", $"The municipality {code} was added before.");
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var city = desk.Municipality.City;
        return Answer.Of(
            new JsonObject
            {
                ["municipality"] = code,
                ["name"] = city.Document.Name,
                ["preset"] = preset,
                ["folder"] = folder,
                ["provisions"] = city.Provisions.Count,
                ["policy"] = desk.Municipality.Policy.Hash,
            },
            $"{code} {city.Document.Name}: {city.Provisions.Count} provisions, in {folder}");
    }
}
