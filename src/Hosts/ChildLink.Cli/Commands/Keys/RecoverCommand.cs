using System.CommandLine;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Cli.Commands.Keys;

/// <summary><c>childlink keys recover</c>: puts a lost master key back from two parts of the escrow. Needs no database.</summary>
internal static class RecoverCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var parts = PartOption();
        var recover = new Command("recover", "Put a lost master key back from two parts of the escrow.") { municipality, parts };
        recover.SetAction(bench.Action((parse, _) => Task.FromResult(Run(bench, parse.GetValue(municipality), parse.GetValue(parts) ?? []))));
        return recover;
    }

    public static Option<string[]> PartOption() => new("--part") { Description = "File with a part of the escrow; twice. Without it the parts are typed." };

    /// <summary>Puts the key into a key home.</summary>
    /// <exception cref="CommandRefusedException">It does not belong there; nothing was written.</exception>
    public static void Put(MasterKey key, string keys)
    {
        var refusal = key.PutInto(keys) switch
        {
            KeyReturn.Present => new CommandRefusedException("master-key-present", $"{keys} holds a master key; nothing is put in its place."),
            KeyReturn.NothingToOpen => new CommandRefusedException("keys-missing", $"{keys} holds nothing that a master key opens: bring back the copy made by 'childlink keys save' first."),
            KeyReturn.DoesNotFit => new CommandRefusedException("key-does-not-fit", $"{key} does not open the keys in {keys}: parts and keys are of different times."),
            _ => null,
        };
        if (refusal is not null)
            throw refusal;
    }

    private static Answer Run(Workbench bench, string? named, string[] parts)
    {
        var code = new Installation(bench).CodeOf(named);
        var key = EscrowInput.Recover(bench, code, parts);
        Put(key, bench.Options.PlaceOf(code, "", syntheticCluster: null).Keys);
        return Answer.Of(new JsonObject { ["municipality"] = code, ["masterKey"] = key.Id }, $"{code}: {key} is back and opens what is there.");
    }
}
