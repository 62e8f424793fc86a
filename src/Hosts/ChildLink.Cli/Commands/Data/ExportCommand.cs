using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Views.Exports;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink export links | features | scores | quarantine</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(Workbench bench) => new("export", "Write a table as CSV (UTF-8). Who takes it, how many rows and the file's digest stand in the access log.")
    {
        Of(bench, ExportKind.Links, "Which resident each delivered row is about."),
        Of(bench, ExportKind.Features, "Cells per child of a run: a number, NA, NOT_YET or UNKNOWN."),
        Of(bench, ExportKind.Scores, "Points and rank per child of a run."),
        Of(bench, ExportKind.Quarantine, "Rows held back, repaired or left out, by rule."),
    };

    private static Command Of(Workbench bench, ExportKind kind, string description)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード." };
        var output = new Option<string>("--out") { Description = "The file; an earlier one is replaced.", Required = true };
        var run = new Option<Guid?>("--run") { Description = "The run; without it the latest." };
        var token = Desk.TokenOption();
        var export = new Command(kind.ToString().ToLowerInvariant(), description) { code, output, token };
        if (OfRun(kind))
            export.Add(run);
        export.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, kind, parse.GetRequiredValue(code), parse.GetRequiredValue(output), OfRun(kind) ? parse.GetValue(run) : null, parse.GetValue(token), ct)));
        return export;
    }

    private static bool OfRun(ExportKind kind) => kind is ExportKind.Features or ExportKind.Scores;

    private static async Task<Answer> RunAsync(Workbench bench, ExportKind kind, string code, string output, Guid? run, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var caller = await CallerAsync(desk, kind, run, token, ct);
        return await desk.Municipality.Exports.WriteAsync(caller, kind, output, ct) switch
        {
            ExportOutcome.Written written => Answer.Of(
                new JsonObject
                {
                    ["municipality"] = code,
                    ["export"] = kind.ToString().ToLowerInvariant(),
                    ["run"] = caller.Context?.Id.ToString("D"),
                    ["file"] = Path.GetFullPath(output),
                    ["rows"] = written.Rows,
                    ["sha256"] = written.Sha256,
                },
                string.Create(CultureInfo.InvariantCulture, $"{written.Rows:#,0} rows in {Path.GetFullPath(output)} (sha256 {written.Sha256})")),
            ExportOutcome.Refused refused => throw new CommandRefusedException(refused.Code, $"This token may not take the export of {kind.ToString().ToLowerInvariant()}."),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    private static async Task<Caller> CallerAsync(Desk desk, ExportKind kind, Guid? run, string? token, CancellationToken ct)
    {
        var operation = $"export {kind.ToString().ToLowerInvariant()}";
        if (!OfRun(kind))
            return await desk.ActAsync(token, "steward", "steering", context: null, operation, ct);
        var context = run ?? await desk.Municipality.Runs.LatestAsync(plan: null, ct)
            ?? throw new CommandRefusedException("run-missing", "Nothing was screened yet: run 'childlink screen' first.");
        return await desk.ActAsync(token, "analyst", "screening", new AccessContext("run", context), operation, ct);
    }
}
