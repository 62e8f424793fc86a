using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Sealing.Escrow;

namespace ChildLink.Cli.Commands.Keys;

/// <summary><c>childlink keys escrow</c>: three parts to print, any two of which give the master key back.</summary>
internal static class EscrowCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var to = new Option<string?>("--out") { Description = "Folder for one file per part instead of the screen; must not exist." };
        var escrow = new Command("escrow", "Split the master key into three parts to print; any two give it back. Every call draws other parts; parts of different calls do not fit together.") { municipality, to };
        escrow.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(municipality), parse.GetValue(to), ct)));
        return escrow;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, string? folder, CancellationToken ct)
    {
        if (folder is not null && Path.Exists(folder))
            throw new CommandRefusedException("target-exists", $"{folder} exists; parts never replace others.");
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        if (desk.Municipality.Keys.IsRotating)
            throw new CommandRefusedException("rotation-interrupted", "A rotation of the master key was interrupted: run 'childlink keys rotate --master' first.");
        await desk.RecordLocalAsync("keys escrow", ct);
        var parts = desk.Municipality.Keys.Master.Split(desk.Municipality.Code);
        var json = new JsonObject { ["municipality"] = desk.Municipality.Code, ["masterKey"] = parts[0].KeyId, ["needed"] = EscrowPart.Threshold };
        if (folder is null)
        {
            json["parts"] = new JsonArray([.. parts.Select(static p => JsonValue.Create(string.Join('\n', p.ToLines())))]);
            return Answer.Of(json, [.. parts.SelectMany(static p => Sheet(p).Append(""))]);
        }

        json["files"] = new JsonArray([.. parts.Select(p => JsonValue.Create(Save(p, folder)))]);
        return Answer.Of(json, $"{parts.Count} parts of master key {parts[0].KeyId} in {folder}: print each, give each to another person, and destroy the files.");
    }

    private static string[] Sheet(EscrowPart part) =>
    [
        $"# ChildLink master key, municipality {part.Municipality}, key {part.KeyId}, part {part.Number} of {EscrowPart.Count}",
        .. part.ToLines(),
        $"# Any {EscrowPart.Threshold} parts of key {part.KeyId} give it back; one alone says nothing. 'childlink keys recover'",
    ];

    private static string Save(EscrowPart part, string folder)
    {
        BackupFiles.PrivateFolder(folder);
        var path = Path.Combine(folder, $"key-{part.KeyId}-part-{part.Number}-of-{EscrowPart.Count}.txt");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, new UTF8Encoding(false), options);
        file.Write(string.Join('\n', Sheet(part)) + "\n");
        return path;
    }
}
