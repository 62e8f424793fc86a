using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Backup;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;

namespace ChildLink.Cli.Commands.Keys;

/// <summary><c>childlink keys</c>: the keys outside of the database; only whoever may read the key home can use it.</summary>
internal static class KeysCommand
{
    public static Command Create(Workbench bench) => new("keys", "The keys outside of the database: escrow, rotation, copies.")
    {
        Show(bench),
        EscrowCommand.Create(bench),
        RecoverCommand.Create(bench),
        RotateCommand.Create(bench),
        Save(bench),
    };

    private static Command Show(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var show = new Command("show", "Show ids of the keys and the epochs; no key.") { municipality };
        show.SetAction(bench.Action(async (parse, ct) =>
        {
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            var keys = desk.Municipality.Keys;
            return Answer.Of(
                new JsonObject
                {
                    ["municipality"] = desk.Municipality.Code,
                    ["keyHome"] = keys.Id,
                    ["masterKey"] = keys.Master.Id,
                    ["epochs"] = new JsonArray([.. keys.Epochs.Select(e => JsonValue.Create(e))]),
                    ["rotationInterrupted"] = keys.IsRotating,
                },
                $"{desk.Municipality.Code}: key home {keys.Id}, master key {keys.Master.Id}, epochs {(keys.Epochs.Count == 0 ? "none" : string.Join(", ", keys.Epochs))}"
                    + (keys.IsRotating ? "; a rotation was interrupted: run 'childlink keys rotate --master' again" : ""));
        }));
        return show;
    }

    private static Command Save(Workbench bench)
    {
        var target = new Argument<string>("target") { Description = "A folder that does not exist or is empty, or a file ending in .tar; never beside a backup." };
        var municipality = Desk.MunicipalityOption();
        var save = new Command("save", "Copy the wrapped keys, the sealed key of the log and the ledger of erasures, without the master key. Replace older copies by it and destroy them.") { target, municipality };
        save.SetAction(bench.Action(async (parse, ct) =>
        {
            var copy = new BackupTarget(parse.GetRequiredValue(target));
            copy.RequireFree();
            await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(parse.GetValue(municipality)), ct);
            if (desk.Municipality.Keys.IsRotating)
                throw new CommandRefusedException("rotation-interrupted", "A rotation of the master key was interrupted: run 'childlink keys rotate --master' first.");
            await desk.RecordLocalAsync("keys save", ct);
            try
            {
                var files = KeyCopy.Write(desk.Municipality.Keys, desk.Municipality.Place.Keys, copy.Draft);
                var place = await copy.ReleaseAsync(ct);
                return Answer.Of(
                    new JsonObject { ["municipality"] = desk.Municipality.Code, ["copy"] = place, ["files"] = files, ["masterKey"] = desk.Municipality.Keys.Master.Id },
                    string.Create(CultureInfo.InvariantCulture, $"{place}: {files} files, useless without master key {desk.Municipality.Keys.Master.Id}, which is not among them. Keep it apart from every backup, and destroy older copies."));
            }
            finally
            {
                copy.Clear();
            }
        }));
        return save;
    }
}
