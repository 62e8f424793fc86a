using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy;
using ChildLink.Screening.Runs;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink screen</c>.</summary>
internal static class ScreenCommand
{
    private const string DateForm = "yyyy-MM-dd";

    public static Command Create(Workbench bench)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード." };
        var plan = new Option<string>("--plan") { Description = "Plan of the municipality, e.g. nobeoka-count.", Required = true };
        var asOf = DayOption("--as-of", "Day the data speak of (yyyy-MM-dd); without it the day the newest register was drawn.");
        var token = Desk.TokenOption();
        var screen = new Command("screen", "Run a plan over every child (判定): points, ranks, reasons; people decide.") { code, plan, asOf, token };
        screen.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, parse.GetRequiredValue(code), parse.GetRequiredValue(plan), parse.GetValue(asOf), parse.GetValue(token), ct)));
        return screen;
    }

    /// <summary>An option that takes a calendar day in one form only.</summary>
    public static Option<DateOnly?> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && JapanDay.IsUsable(day))
                return day;
            result.AddError($"{name} must be a day in the form {DateForm}, of the years 1900 to 2200.");
            return null;
        },
    };

    /// <summary>Runs a plan; a refusal ends the command.</summary>
    public static async Task<ScreeningRun> RunPlanAsync(Workbench bench, Desk desk, string plan, DateOnly? asOf, string? token, CancellationToken ct)
    {
        var caller = await desk.ActAsync(token, "steward", "steering", context: null, $"screen {plan}", ct);
        var outcome = await bench.Terminal.ShowAsync($"screen {plan}", done => desk.Municipality.Screening.RunAsync(
            caller, plan, asOf, new Reporter<ScreeningProgress>(p => done((double)p.Done / p.Total)), ct));
        return outcome switch
        {
            ScreeningOutcome.Done done => done.Run,
            ScreeningOutcome.NoSuchPlan none => throw CommandRefusedException.Usage($"There is no plan '{plan}'; there are {string.Join(", ", none.Known)}."),
            ScreeningOutcome.NoUsableModel none => throw new CommandRefusedException(none.Code, none.Message),
            ScreeningOutcome.NothingToScreen nothing => throw new CommandRefusedException(nothing.Code, nothing.Message),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    /// <summary>A run in one line.</summary>
    public static string Summary(ScreeningRun run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Plan} as of {run.AsOf:yyyy-MM-dd}: {run.Children:#,0} children, {run.Candidates:#,0} candidates")
        + (run.Staged is { } staged
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" ({staged.Screened:#,0} screened in the first stage; of the second {staged.Records.Sum(r => r.Read):#,0} records read, {staged.Records.Sum(r => r.NotRead):#,0} left closed)")
            : "");

    /// <summary>A run as one object.</summary>
    public static JsonObject Describe(ScreeningRun run) => new()
    {
        ["run"] = run.Id.ToString("D"),
        ["plan"] = run.Plan,
        ["difficulty"] = run.Difficulty,
        ["asOf"] = run.AsOf.ToString(DateForm, CultureInfo.InvariantCulture),
        ["children"] = run.Children,
        ["candidates"] = run.Candidates,
        ["seed"] = run.Seed,
        ["policy"] = run.Policy,
        ["planHash"] = run.PlanHash,
        ["model"] = run.Model?.ToString("D"),
        ["shareable"] = run.IsShareable,
        ["leakingItems"] = new JsonArray([.. run.Leaking.Select(l => JsonValue.Create(l))]),
        ["unreadableProvisions"] = new JsonArray([.. run.Unreadable.Select(u => JsonValue.Create(u))]),
        ["staged"] = run.Staged is { } staged ? Describe(staged) : null,
    };

    private static JsonObject Describe(StagedRun staged) => new()
    {
        ["screened"] = staged.Screened,
        ["flagged"] = staged.Flagged,
        ["records"] = new JsonArray([.. staged.Records.Select(r => new JsonObject { ["provision"] = r.Provision, ["read"] = r.Read, ["notRead"] = r.NotRead })]),
    };

    private static async Task<Answer> RunAsync(Workbench bench, string code, string plan, DateOnly? asOf, string? token, CancellationToken ct)
    {
        if (asOf > JapanDay.Of(bench.Time.GetUtcNow()))
            throw CommandRefusedException.Usage("--as-of lies in the future: of that day nothing is known.");
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var clock = Stopwatch.StartNew();
        var run = await RunPlanAsync(bench, desk, plan, asOf, token, ct);
        var json = Describe(run);
        json["municipality"] = code;
        json["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        return Answer.Of(
            json,
            string.Create(CultureInfo.InvariantCulture, $"run {run.Id:D}: {Summary(run)}; {clock.Elapsed.TotalSeconds:0.0} s"),
            run.Unreadable.Count == 0 ? "Every provision the plan needs could be read." : $"Not readable for screening (nothing delivered, or not allowed): {string.Join(", ", run.Unreadable)}; their cells are unknown.",
            run.IsShareable ? "Results may be shared." : $"The model LEAKS its label ({string.Join(", ", run.Leaking)}): for comparison only, results cannot be shared.");
    }
}
