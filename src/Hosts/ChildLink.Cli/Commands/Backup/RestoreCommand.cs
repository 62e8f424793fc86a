using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Keys;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Verification;
using ChildLink.Privacy.Erasure;

namespace ChildLink.Cli.Commands.Backup;

/// <summary><c>childlink restore</c>: brings a backup back where the municipality does not exist, and verifies its log.</summary>
internal static class RestoreCommand
{
    public static Command Create(Workbench bench)
    {
        var source = new Argument<string>("source") { Description = "A backup: folder or .tar file." };
        var keys = new Option<string?>("--keys") { Description = "A copy made by 'childlink keys save', where the keys are not in place." };
        var parts = RecoverCommand.PartOption();
        var restore = new Command("restore", "Restore a backup into an installation that does not hold the municipality, apply erasures since, and verify its access log.") { source, keys, parts };
        restore.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, new BackupTarget(parse.GetRequiredValue(source)), new KeySource(bench, parse.GetValue(keys), parse.GetValue(parts) ?? []), ct)));
        return restore;
    }

    private static async Task<Answer> RunAsync(Workbench bench, BackupTarget source, KeySource keys, CancellationToken ct)
    {
        try
        {
            var folder = await source.OpenAsync(ct);
            var manifest = await BackupManifest.ReadAsync(folder, ct);
            await RequireWholeAsync(manifest, folder, ct);
            var restoration = new Restoration(bench, new Installation(bench), manifest, folder);
            await bench.Terminal.ShowAsync("restore", async done =>
            {
                await restoration.RunAsync(keys, token => ProveAsync(bench, manifest, token), done, ct);
                return restoration.Reapplied;
            });
            return Answer.Of(
                new JsonObject
                {
                    ["municipality"] = manifest.Municipality,
                    ["rows"] = manifest.Rows,
                    ["erasuresReapplied"] = restoration.Reapplied,
                    ["ledgerLines"] = restoration.Ledger.Count,
                    ["ledgerLast"] = restoration.Ledger.Count == 0 ? null : Day(restoration.Ledger[^1]),
                    ["logIntact"] = true,
                },
                string.Create(CultureInfo.InvariantCulture, $"{manifest.Municipality}: {manifest.Rows:#,0} rows restored as of {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC. The access log is intact."),
                restoration.Ledger.Count == 0
                    ? "The ledger of erasures is empty: were there any since these keys were copied, bring their ledger."
                    : string.Create(CultureInfo.InvariantCulture, $"The ledger of erasures ends with line {restoration.Ledger.Count}, of {Day(restoration.Ledger[^1])}: later ones it does not know."),
                restoration.Reapplied == 0
                    ? "Erasures after the backup: none in this ledger."
                    : string.Create(CultureInfo.InvariantCulture, $"{restoration.Reapplied} erasure(s) from after the backup were applied again: run 'childlink erase complete'."));
        }
        finally
        {
            source.Clear();
        }
    }

    private static string Day(LedgerEntry entry) => entry.EffectiveAt.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task RequireWholeAsync(BackupManifest manifest, string folder, CancellationToken ct)
    {
        var expected = manifest.Files.Select(f => (f.Path, f.Sha256)).Concat(manifest.Tables.Select(t => (Path: DatabaseDump.FileOf(t.Name), t.Sha256)));
        foreach (var (path, sha256) in expected)
        {
            var full = Path.Combine(folder, path);
            if (!File.Exists(full) || await Digest.OfFileAsync(full, ct) != sha256)
                throw new CommandRefusedException("backup-damaged", $"{path} is missing or differs from the manifest.");
        }
    }

    private static async Task ProveAsync(Workbench bench, BackupManifest manifest, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, manifest.Municipality, ct);
        if (await desk.Municipality.LogVerifier.VerifyAsync(manifest.Municipality, progress: null, ct) is not LogVerdict.Intact)
            throw new CommandRefusedException("log-broken", "The access log of the backup is broken; nothing was restored.");
    }
}
