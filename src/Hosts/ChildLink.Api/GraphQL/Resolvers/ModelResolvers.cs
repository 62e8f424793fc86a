using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Screening.Training;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>Trained models: what they learned from and how good they are. No child stands in them.</summary>
internal sealed class ModelResolvers(Municipality municipality)
{
    public void Bind(SchemaMap map)
    {
        map.Root("Query.models", Operations.Models, async (call, ct) =>
        {
            var models = await municipality.Models.AllAsync(ct);
            call.State.Scope.PublicRows(models.Count);
            return models;
        });
        map.Root("Query.model", Operations.Model, async (call, ct) =>
        {
            var model = await municipality.Models.FindAsync((Guid)call.Arguments["id"]!, ct);
            call.State.Scope.PublicRows(model is null ? 0 : 1);
            return model;
        });
        map.Fields<StoredModel>(
            "Model",
            ("id", m => m.Record.Id), ("plan", m => m.Record.Plan), ("difficulty", m => m.Record.Difficulty), ("status", m => ModelWords.Of(m.Record.Status)),
            ("cause", m => m.Record.Cause), ("itemsOn", m => m.Record.ItemsOn), ("labelsFrom", m => m.Record.LabelsFrom),
            ("labelsUntil", m => m.Record.LabelsUntil), ("trainedAt", m => m.Record.TrainedAt), ("trainedBy", m => m.Record.TrainedBy),
            ("children", m => m.Record.Children), ("positives", m => m.Record.Labels.Positives), ("negatives", m => m.Record.Labels.Negatives),
            ("unlabelled", m => m.Record.Labels.None), ("missingPositives", m => m.Record.Labels.MissingPositives),
            ("missingNegatives", m => m.Record.Labels.MissingNegatives), ("leakingItems", m => m.Record.Leaking), ("shareable", m => m.Record.IsShareable),
            ("unreadableProvisions", m => m.Record.Unreadable), ("seed", m => m.Record.Seed), ("policy", m => m.Record.Policy),
            ("planHash", m => m.Record.PlanHash), ("modelHash", m => m.Record.ModelHash));
        BindStored(map, "lineage", m => m.Lineage);
        BindStored(map, "evaluation", m => m.Evaluation);
        BindStored(map, "document", m => m.Document);
    }

    private static void BindStored(SchemaMap map, string name, Func<StoredModel, string?> document) =>
        map.Resolvers.Bind($"Model.{name}", FieldResolver.Leaf<StoredModel>((model, _, json) => Write(json, document(model))));

    private static void Write(Utf8JsonWriter json, string? document)
    {
        if (document is null)
            json.WriteNullValue();
        else
            json.WriteRawValue(document);
    }
}
