using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Records.Intake;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink import</c>.</summary>
internal static class ImportCommand
{
    public static Command Create(Workbench bench)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード." };
        var paths = new Argument<string[]>("path") { Description = "Delivered files, or folders taken with everything below.", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and judge everything, store nothing." };
        var accept = new Option<string[]>("--accept-drop") { Description = "Take this full extract although many records are no longer in it: its file name, or the held delivery.", Arity = ArgumentArity.OneOrMore };
        var token = Desk.TokenOption();
        var import = new Command("import", "Take delivered files in under their provisions. Repeating adds nothing. Exit code 1 when no file was found, every file was refused, or an extract is held for a person.") { code, paths, dryRun, accept, token };
        import.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, parse.GetRequiredValue(code), parse.GetRequiredValue(paths), new ImportChoice(parse.GetValue(dryRun), parse.GetValue(accept) ?? []), parse.GetValue(token), ct)));
        return import;
    }

    /// <summary>Imports under a bar.</summary>
    public static async Task<ImportReport> TakeAsync(Workbench bench, Desk desk, IReadOnlyList<string> paths, ImportChoice choice, string? token, CancellationToken ct)
    {
        var caller = await desk.ActAsync(token, "steward", "steering", context: null, "import", ct);
        var clock = Stopwatch.StartNew();
        var outcomes = await bench.Terminal.ShowAsync("import", done => desk.Municipality.Importer.ImportAsync(
            caller, paths, choice, new Reporter<ImportProgress>(p => done((double)p.Done / p.Total)), ct));
        return new ImportReport(desk.Municipality.Code, choice, outcomes, clock.Elapsed);
    }

    private static async Task<Answer> RunAsync(Workbench bench, string code, string[] paths, ImportChoice choice, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var report = await TakeAsync(bench, desk, paths, choice, token, ct);
        return new Answer(report.NeedsLook ? Answer.Failed : Answer.Done, report.ToJson(), report.ToLines());
    }
}
