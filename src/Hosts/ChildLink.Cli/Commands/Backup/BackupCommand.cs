using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Verification;
using Npgsql;

namespace ChildLink.Cli.Commands.Backup;

/// <summary><c>childlink backup</c>: one consistent copy of a municipality's database, checkpoints and policy. The keys are copied apart (<c>childlink keys save</c>).</summary>
internal static class BackupCommand
{
    public static Command Create(Workbench bench)
    {
        var target = new Argument<string>("target") { Description = "A folder that does not exist or is empty, or a file ending in .tar." };
        var municipality = Desk.MunicipalityOption();
        var backup = new Command("backup", "Copy a municipality: database, checkpoints, policy. The keys are not in it: copy them apart with 'childlink keys save'.") { target, municipality };
        backup.SetAction(bench.Action((parse, ct) => RunAsync(bench, new BackupTarget(parse.GetRequiredValue(target)), parse.GetValue(municipality), ct)));
        return backup;
    }

    private static async Task<Answer> RunAsync(Workbench bench, BackupTarget target, string? named, CancellationToken ct)
    {
        target.RequireFree();
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        var files = BackupFiles.Of(bench.Options, desk.Municipality.Place);
        await RequireIntactLogAsync(desk, ct);
        // Everything is about to leave: that stands in the log before the first byte does, and in the copy itself.
        await desk.RecordLocalAsync("backup", ct);
        try
        {
            BackupFiles.PrivateFolder(target.Draft);
            files.SaveCheckpoints(target.Draft);
            var manifest = await bench.Terminal.ShowAsync("backup", done => DumpAsync(desk, target.Draft, done, ct));
            files.SavePolicy(target.Draft);
            manifest = manifest with { Files = await BackupFiles.DigestsAsync(target.Draft, ct) };
            await manifest.SaveAsync(target.Draft, ct);
            var place = await target.ReleaseAsync(ct);
            return Answer.Of(
                new JsonObject { ["municipality"] = manifest.Municipality, ["backup"] = place, ["tables"] = manifest.Tables.Count, ["rows"] = manifest.Rows, ["files"] = manifest.Files.Count, ["logIntact"] = true, ["keyHome"] = manifest.KeyHome },
                string.Create(CultureInfo.InvariantCulture, $"{place}: {manifest.Tables.Count} tables with {manifest.Rows:#,0} rows, {manifest.Files.Count} files; the access log is intact. It is opened by the key home {manifest.KeyHome}, which is not in it: 'childlink keys save' copies it elsewhere."));
        }
        finally
        {
            target.Clear();
        }
    }

    private static async Task<BackupManifest> DumpAsync(Desk desk, string folder, Action<double> done, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(desk.Municipality.Place.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(ct);
        return await DatabaseDump.WriteAsync(connection, desk.Municipality.Code, desk.Municipality.Keys.Id, folder, desk.Municipality.Time.GetUtcNow(), done, ct);
    }

    /// <summary>A backup of a log that was tampered with would hide the damage behind its own digests.</summary>
    private static async Task RequireIntactLogAsync(Desk desk, CancellationToken ct)
    {
        if (await desk.Municipality.LogVerifier.VerifyAsync(desk.Municipality.Code, progress: null, ct) is not LogVerdict.Intact)
            throw new CommandRefusedException("log-broken", "The access log is broken: run 'childlink log verify'. Nothing was copied.");
    }
}
