using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ChildLink.Cli.Commands.Access;
using ChildLink.Cli.Commands.Running;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;

namespace ChildLink.Cli.Commands.Data;

/// <summary><c>childlink train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create(Workbench bench)
    {
        var code = new Argument<string>("code") { Description = "全国地方公共団体コード." };
        var plan = new Option<string>("--plan") { Description = "Plan that learns, e.g. sado-abuse.", Required = true };
        var until = ScreenCommand.DayOption("--until", "Last day of the labels (yyyy-MM-dd); without it the day the newest register was drawn.");
        var token = Desk.TokenOption();
        var train = new Command("train", "Learn the model of a plan from consultations and custody (学習); 'screen' then judges with it.") { code, plan, until, token };
        train.SetAction(bench.Action((parse, ct) => RunAsync(
            bench, parse.GetRequiredValue(code), parse.GetRequiredValue(plan), parse.GetValue(until), parse.GetValue(token), ct)));
        return train;
    }

    private static async Task<Answer> RunAsync(Workbench bench, string code, string plan, DateOnly? until, string? token, CancellationToken ct)
    {
        await using var desk = await Desk.OpenAsync(bench, code, ct);
        var clock = Stopwatch.StartNew();
        var caller = await desk.ActAsync(token, "steward", "steering", context: null, $"train {plan}", ct);
        var outcome = await bench.Terminal.ShowAsync($"train {plan}", done => desk.Municipality.Trainer.TrainAsync(
            caller, plan, until, new Reporter<ScreeningProgress>(p => done((double)p.Done / p.Total)), ct));
        var model = outcome switch
        {
            TrainingOutcomeOfPlan.Done done => done.Model,
            TrainingOutcomeOfPlan.NoSuchPlan none => throw CommandRefusedException.Usage($"There is no plan '{plan}' that learns; there are {string.Join(", ", none.Known)}."),
            TrainingOutcomeOfPlan.DayOutOfRange day => throw CommandRefusedException.Usage(string.Create(
                CultureInfo.InvariantCulture, $"--until must lie between {day.Earliest:yyyy-MM-dd} and {day.Latest:yyyy-MM-dd}, the day of the newest register.")),
            TrainingOutcomeOfPlan.NothingToLearnFrom nothing => throw new CommandRefusedException(nothing.Code, nothing.Message),
            TrainingOutcomeOfPlan.Busy => throw new CommandRefusedException("training-in-progress", "A model is being trained; try again when it is done."),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
        var json = Describe(model);
        json["municipality"] = code;
        json["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        return new Answer(model.Record.Status == ModelStatus.Trained ? Answer.Done : Answer.Failed, json, Lines(model.Record, json));
    }

    private static JsonObject Describe(StoredModel model) => new()
    {
        ["model"] = model.Record.Id.ToString("D"),
        ["plan"] = model.Record.Plan,
        ["status"] = ModelWords.Of(model.Record.Status),
        ["cause"] = model.Record.Cause,
        ["positives"] = model.Record.Labels.Positives,
        ["negatives"] = model.Record.Labels.Negatives,
        ["unlabelled"] = model.Record.Labels.None,
        ["missingPositives"] = model.Record.Labels.MissingPositives,
        ["missingNegatives"] = model.Record.Labels.MissingNegatives,
        ["shareable"] = model.Record.IsShareable,
        ["leakingItems"] = new JsonArray([.. model.Record.Leaking.Select(l => JsonValue.Create(l))]),
        ["unreadableProvisions"] = new JsonArray([.. model.Record.Unreadable.Select(u => JsonValue.Create(u))]),
        ["modelHash"] = model.Record.ModelHash,
        ["evaluation"] = model.Evaluation is null ? null : JsonNode.Parse(model.Evaluation),
    };

    private static string[] Lines(ModelRecord model, JsonObject json) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"model {model.Id:D} of {model.Plan}: {ModelWords.Of(model.Status)}; {model.Labels.Positives:#,0} positive, {model.Labels.Negatives:#,0} negative labels, {model.Labels.None:#,0} children without; {json["seconds"]} s"),
        model.Status switch
        {
            ModelStatus.Trained => $"AUC {json["evaluation"]!["auc"]} over children left out.",
            ModelStatus.TooFewLabels => string.Create(CultureInfo.InvariantCulture, $"Nothing is scored: {model.Labels.MissingPositives} positive and {model.Labels.MissingNegatives} negative labels are missing."),
            _ => $"Nothing is scored: the items do not tell the labels apart ({model.Cause}).",
        },
        model.Unreadable.Count == 0 ? "Every provision the items need could be read." : $"Not readable for screening (nothing delivered, or not allowed): {string.Join(", ", model.Unreadable)}; their cells are unknown.",
        model.IsShareable ? "Results may be shared." : $"It LEAKS its label ({string.Join(", ", model.Leaking)}): for comparison only, results cannot be shared.",
    ];
}
