using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Oversight.Verification;

namespace ChildLink.Cli.Commands.Oversight;

/// <summary><c>childlink log verify</c>: local, for whoever keeps the checkpoints.</summary>
internal static class LogCommand
{
    public static Command Create(Workbench bench)
    {
        var municipality = Desk.MunicipalityOption();
        var verify = new Command("verify", "Recompute the access log from its first entry and hold it against every signed checkpoint. Exit code 1 when anything was changed.") { municipality };
        verify.SetAction(bench.Action((parse, ct) => RunAsync(bench, parse.GetValue(municipality), ct)));
        return new Command("log", "The access log.") { verify };
    }

    private static async Task<Answer> RunAsync(Workbench bench, string? named, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, new Installation(bench).CodeOf(named), ct);
        return Describe(desk.Municipality.Code, await desk.Municipality.LogVerifier.VerifyAsync(desk.Municipality.Code, progress: null, ct));
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
                ["checkpoints"] = intact.Checkpoints,
                ["confirmed"] = intact.Confirmed,
            },
            string.Create(CultureInfo.InvariantCulture, $"{code}: intact, {intact.Size:#,0} entries, {intact.Confirmed:#,0} of them under {intact.Checkpoints:#,0} signed checkpoints; root {intact.Root}")),
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
