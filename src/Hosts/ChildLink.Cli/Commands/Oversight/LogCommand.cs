using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Verification;

namespace ChildLink.Cli.Commands.Oversight;

/// <summary><c>childlink log verify</c>: for whoever keeps the checkpoints, on this machine or another.</summary>
internal static class LogCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var checkpoints = new Option<string?>("--checkpoints") { Description = "A copy of the folder 'checkpoints' of an installation, to verify against it instead of this installation's; with --key." };
        var key = new Option<string?>("--key") { Description = "The public key of the log, a copy of log-signing.pub; with --checkpoints." };
        var verify = new Command("verify", "Recompute the access log from its first entry and hold it against every signed checkpoint. Only reads. Exit code 1 when anything was changed.") { municipality, checkpoints, key };
        verify.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(municipality), parse.GetValue(checkpoints), parse.GetValue(key), ct)));
        return new Command("log", "The access log.") { verify };
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, string? checkpoints, string? key, CancellationToken ct)
    {
        await using var evidence = (checkpoints, key) switch
        {
            (null, null) => await LogEvidence.OfInstallationAsync(bench, named, ct),
            ({ } folder, { } file) => await LogEvidence.BroughtAsync(bench, named, folder, file, ct),
            _ => throw CommandRefusedException.Usage("--checkpoints and --key belong together: the checkpoints count only under a key that was kept with them."),
        };
        var verdict = await evidence.Verifier.VerifyAsync(evidence.Code, progress: null, ct);
        return verdict is LogVerdict.Intact { Outside: 0 } && evidence.Keeping == CheckpointKeeping.Copied
            ? throw new CommandRefusedException("checkpoints-empty", "There is no checkpoint in the copy, so it proves nothing.")
            : Describe(evidence.Code, verdict);
    }

    private static Answer Describe(string code, LogVerdict verdict) => verdict switch
    {
        LogVerdict.Intact intact => Answer.Of(
            new JsonObject
            {
                ["municipality"] = code,
                ["intact"] = true,
                ["entries"] = intact.Size,
                ["root"] = intact.Root.ToString(),
                ["checkpointsInside"] = intact.Inside,
                ["checkpointsOutside"] = intact.Outside,
                ["confirmed"] = intact.Confirmed,
                ["confirmedOutside"] = intact.ConfirmedOutside,
            },
            string.Create(CultureInfo.InvariantCulture, $"{code}: intact, {intact.Size:#,0} entries, {intact.Confirmed:#,0} of them under {intact.Inside:#,0} signed checkpoints in the database, {intact.ConfirmedOutside:#,0} under {intact.Outside:#,0} outside; root {intact.Root}")),
        LogVerdict.Broken broken => new Answer(
            Answer.Failed,
            new JsonObject
            {
                ["municipality"] = code,
                ["intact"] = false,
                ["entries"] = broken.Size,
                ["faults"] = broken.Total,
                ["findings"] = new JsonArray([.. broken.Findings.Select(static f => new JsonObject { ["sequence"] = f.Sequence, ["fault"] = f.Fault.ToString(), ["detail"] = f.Detail })]),
            },
            [
                .. broken.Findings.Select(static f => $"{f.Fault} at {f.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "the whole log"}: {f.Detail}"),
                string.Create(CultureInfo.InvariantCulture, $"{code}: BROKEN, {broken.Total:#,0} faults in {broken.Size:#,0} entries"),
            ]),
        _ => throw new InvalidOperationException("A case without an arm."),
    };
}
