using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Cli.Commands.Keys;

/// <summary><c>childlink keys rotate</c>: a new master key, a new epoch, or both. Killed at any point it is simply run again.</summary>
internal static class RotateCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var master = new Option<bool>("--master") { Description = "Draw a new master key; the parts of the old one are worthless then." };
        var epochs = new Option<bool>("--epochs") { Description = "Wrap the keys of all subjects under a new epoch and destroy the keys of the epochs before; backups from before cannot be opened any more." };
        var rotate = new Command("rotate", "Replace keys. A server may run meanwhile.") { municipality, master, epochs };
        rotate.SetAction(bench.Action((parse, ct) => parse.GetValue(master) || parse.GetValue(epochs)
            ? RunAsync(bench, parse.GetValue(municipality), parse.GetValue(master), parse.GetValue(epochs), ct)
            : throw CommandRefusedException.Usage("Say what to replace: --master, --epochs, or both.")));
        return rotate;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, bool master, bool epochs, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        await using var owner = OwnerOf(desk);
        var rotation = new EpochRotation(owner, desk.Municipality.Code, desk.Municipality.Keys, desk.Municipality.Time);
        var json = new JsonObject { ["municipality"] = desk.Municipality.Code };
        var lines = new List<string>();
        if (master)
        {
            await desk.RecordLocalAsync("keys rotate master", ct);
            var key = await rotation.RotateMasterAsync(ct);
            json["masterKey"] = key.Id;
            lines.Add($"New {key}. Print its parts now with 'childlink keys escrow' and destroy those of the old one.");
        }

        if (epochs)
        {
            await desk.RecordLocalAsync("keys rotate epochs", ct);
            var clock = Stopwatch.StartNew();
            var rotated = await rotation.RunAsync(DateTimeOffset.MinValue, progress: null, ct);
            json["epoch"] = rotated.Epoch;
            json["rewrapped"] = rotated.Rewrapped;
            json["destroyed"] = new JsonArray([.. rotated.Destroyed.Select(d => JsonValue.Create(d))]);
            json["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"Epoch {rotated.Epoch}: {rotated.Rewrapped:#,0} keys wrapped anew in {clock.Elapsed.TotalSeconds:0.0} s; destroyed: {(rotated.Destroyed.Count == 0 ? "none" : string.Join(", ", rotated.Destroyed))}."));
            lines.Add("Make a new backup and a new copy of the keys now; those from before cannot be opened any more.");
        }

        return Answer.Of(json, [.. lines]);
    }

    /// <summary>Connections as the owner of the database, without a pool.</summary>
    public static NpgsqlDataSource OwnerOf(Desk desk) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(desk.Municipality.Place.ConnectionString) { Pooling = false }.ConnectionString);
}
