using System.Globalization;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Screening.Training;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>Trained models: what they learned from, how good they are, which items were left out and why. No child stands in them.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes, Answering answering, ModelTrainer trainer, ModelStore models)
    {
        routes.Map(Operations.Models, http => answering.AnswerAsync(http, Operations.Models, (scope, ct) => ListAsync(scope, models, ct)));
        routes.Map(Operations.Model, http => answering.AnswerAsync(http, Operations.Model, (scope, ct) => OneAsync(http, scope, models, ct)));
        routes.Map(Operations.TrainModel, http => answering.AnswerAsync(
            http, Operations.TrainModel, (scope, ct) => TrainAsync(http, scope, trainer, ct), StatusCodes.Status201Created));
    }

    private static async Task<ViewOutcome> ListAsync(DisclosureScope scope, ModelStore models, CancellationToken ct)
    {
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        foreach (var model in await models.AllAsync(ct))
        {
            scope.Json.WriteStartObject();
            Write(scope, model.Record);
            scope.Json.WriteEndObject();
        }

        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> OneAsync(HttpContext http, DisclosureScope scope, ModelStore models, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id) || await models.FindAsync(id, ct) is not { } model)
            return new ViewOutcome.NotFound();
        Write(scope, model);
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> TrainAsync(HttpContext http, DisclosureScope scope, ModelTrainer trainer, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.TrainingBody, ct);
        if (body is null)
            return fault!;
        switch (await trainer.TrainAsync(scope.Caller, body.Plan, body.Until, progress: null, ct))
        {
            case TrainingOutcomeOfPlan.Done done:
                Write(scope, done.Model);
                return new ViewOutcome.Written();
            case TrainingOutcomeOfPlan.NoSuchPlan none:
                return new ViewOutcome.Malformed("plan", $"must be one of {string.Join(", ", none.Known)}.");
            case TrainingOutcomeOfPlan.DayOutOfRange day:
                return new ViewOutcome.Malformed("until", $"must lie between {Day(day.Earliest)} and {Day(day.Latest)}, the day of the newest register.");
            case TrainingOutcomeOfPlan.NothingToLearnFrom nothing:
                return new ViewOutcome.Refused(nothing.Code, nothing.Code == TrainingOutcomeOfPlan.NothingToLearnFrom.NoChildren ? "until" : "plan");
            case TrainingOutcomeOfPlan.Busy:
                return new ViewOutcome.Refused(ProblemCode.TrainingInProgress.Code, "plan");
            default:
                throw new InvalidOperationException("A case without an arm.");
        }
    }

    private static void Write(DisclosureScope scope, StoredModel model)
    {
        var json = scope.Json;
        json.WriteStartObject();
        Write(scope, model.Record);
        WriteStored("lineage", model.Lineage);
        WriteStored("evaluation", model.Evaluation);
        WriteStored("document", model.Document);
        json.WriteEndObject();

        void WriteStored(string name, string? text)
        {
            json.WritePropertyName(name);
            if (text is null)
                json.WriteNullValue();
            else
                json.WriteRawValue(text);
        }
    }

    private static void Write(DisclosureScope scope, ModelRecord model)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteString("id", model.Id);
        json.WriteString("plan", model.Plan);
        json.WriteString("difficulty", model.Difficulty);
        json.WriteString("status", ModelWords.Of(model.Status));
        json.WriteString("cause", model.Cause);
        json.WriteString("itemsOn", Day(model.ItemsOn));
        json.WriteString("labelsFrom", model.LabelsFrom is { } from ? Day(from) : null);
        json.WriteString("labelsUntil", Day(model.LabelsUntil));
        json.WriteString("trainedAt", model.TrainedAt);
        json.WriteString("trainedBy", model.TrainedBy);
        json.WriteNumber("children", model.Children);
        json.WriteNumber("positives", model.Labels.Positives);
        json.WriteNumber("negatives", model.Labels.Negatives);
        json.WriteNumber("unlabelled", model.Labels.None);
        json.WriteNumber("missingPositives", model.Labels.MissingPositives);
        json.WriteNumber("missingNegatives", model.Labels.MissingNegatives);
        json.WriteTexts("leakingItems", model.Leaking);
        json.WriteBoolean("shareable", model.IsShareable);
        json.WriteTexts("unreadableProvisions", model.Unreadable);
        json.WriteNumber("seed", model.Seed);
        json.WriteString("policy", model.Policy);
        json.WriteString("planHash", model.PlanHash);
        json.WriteString("modelHash", model.ModelHash);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
