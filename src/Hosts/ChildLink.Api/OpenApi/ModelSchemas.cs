using ChildLink.Api.Rest;
using ChildLink.Screening.Training;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Trained models, and the body that trains one.</summary>
internal static class ModelSchemas
{
    public const string Model = "Model";
    public const string Models = "ModelList";
    public const string NewModel = "NewModel";

    private const string Training = "Training";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Training, Shape.Object("A training. / 学習", Facts())),
        new(Models, Shape.Items(Training)),
        new(Model, Shape.Object(
            "A training with its lineage, its evaluation and the model. / モデル",
            [.. Facts(), ("lineage", Lineage()), ("evaluation", Evaluation().OrNull()), ("document", Document().OrNull())])),
        new(NewModel, Body()),
    ];

    private static (string Name, IOpenApiSchema Schema)[] Facts() =>
    [
        ("id", Shape.Uuid()), ("plan", Shape.Text("Plan by name.")), ("difficulty", Shape.Text("What the plan looks for. / 困難の類型")),
        ("status", Shape.Word("What came of it. / 学習の結果", [.. ModelWords.Statuses.Keys])),
        ("cause", Shape.Text("Why nothing was learned.").OrNull()),
        ("itemsOn", Shape.Day("Day of which the items tell.")),
        ("labelsFrom", Shape.Day("Outcomes after this day count; null without a window.").OrNull()),
        ("labelsUntil", Shape.Day("Last day of outcomes.")),
        ("trainedAt", Shape.Instant()), ("trainedBy", Shape.Text()), ("children", Shape.Count("Children of the plan's ages.")),
        ("positives", Shape.Count("Children with the outcome. / 該当データ")), ("negatives", Shape.Count("Children without it. / 非該当データ")),
        ("unlabelled", Shape.Count("Children of whom nobody can say.")),
        ("missingPositives", Shape.Count("Positive labels still needed.")), ("missingNegatives", Shape.Count("Negative labels still needed.")),
        ("leakingItems", Shape.List(Shape.Text(), "Items from the label's own registers that were kept. / 教師データと同じ台帳の項目")),
        ("shareable", Shape.Flag("Whether results may be shared. / 提供の可否")),
        ("unreadableProvisions", Shape.List(Shape.Text(), "Provisions that gave nothing.")),
        ("seed", Shape.Whole("Seed of everything random in the training.")), ("policy", Shape.Text("Hash of the policy.")),
        ("planHash", Shape.Text("Hash of the plan.")), ("modelHash", Shape.Text("Hash of the model; null without one.").OrNull()),
    ];

    private static OpenApiSchema Lineage() => Shape.Object(
        "Where the items come from. / 項目の由来",
        ("registers", Shape.List(Shape.Text(), "Registers the label was read from.")), ("leaks", Shape.Flag("Whether items from them were kept.")),
        ("items", Shape.List(Shape.Object(
            null, ("item", Shape.Text()), ("finding", Shape.Word(null, "clean", "leaks", "undeclared")),
            ("register", Shape.Text("Register of the label it comes from.").OrNull()), ("used", Shape.Flag())))),
        ("ruledOut", Shape.List(Shape.Object("Ruled out by the plan.", ("item", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text())))));

    private static OpenApiSchema Evaluation() => Shape.Object(
        "How well children left out of training were foretold (cross-validation). / 交差検証による評価",
        ("children", Shape.Count()), ("positives", Shape.Count()), ("auc", Shape.Number("Area under the ROC curve.").OrNull()),
        ("averagePrecision", Shape.Number().OrNull()), ("brier", Shape.Number("Mean squared error of the probabilities.").OrNull()),
        ("calibration", Shape.List(Shape.Object(
            "A tenth of the children by predicted probability.", ("children", Shape.Count()), ("predicted", Shape.Number().OrNull()), ("observed", Shape.Count().OrNull())))),
        ("top", Shape.List(Shape.Object(
            "The first of the order.", ("children", Shape.Count()), ("precision", Shape.Number().OrNull()), ("recall", Shape.Number().OrNull())))),
        ("groups", Shape.List(Shape.Object(
            "Found among the positives of a group at 50 points; null below five positives. / 性別・年齢帯別の再現率",
            ("group", Shape.Text("E.g. `sex/female`, `age/6-8`.")), ("children", Shape.Count()), ("positives", Shape.Count().OrNull()), ("recall", Shape.Number().OrNull())))));

    private static OpenApiSchema Document() => Shape.Object(
        "The model in whole numbers; `hash` holds `model` together.",
        ("format", Shape.Text()), ("hash", Shape.Text()), ("model", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Weights in millionths of log-odds." }));

    private static OpenApiSchema Body()
    {
        var schema = BodySchema.Of(RequestJson.Default.TrainingBody);
        ((OpenApiSchema)schema.Properties!["plan"]).Description = "A plan that learns.";
        ((OpenApiSchema)schema.Properties["until"]).Description = "Last day of the labels; left out: the day the newest register was drawn.";
        return schema;
    }
}
