using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Documents about children, made from what the views offer: a property that is added there stands here by itself.</summary>
internal static class ChildSchemas
{
    public const string Page = "ChildPage";
    public const string Card = "Child";
    public const string Result = "ChildResult";
    public const string Factors = "ChildFactors";

    private const string Row = "ChildRow";
    private const string Factor = "Factor";
    private const string Reason = "Reason";

    /// <summary>Extension that names the catalogued field that decides on a property.</summary>
    private const string FieldExtension = "x-field";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Row, Of(ChildDocument.List, "A child in a list; it holds the selected properties. / 一覧のこども")),
        new(Page, Shape.Items(
            Row,
            ("page", Shape.Object(
                null, ("size", Shape.Count("Rows of this page.")), ("next", Shape.Text("Cursor of the next page; null on the last one.").OrNull()),
                ("totalCount", Shape.Count("Rows that you may know to exist; with `count=true` only."))).Optional("totalCount")),
            ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(Card, Whole(ChildDocument.Card, "A child's card. / こども台帳")),
        new(Result, Whole(ChildDocument.Result, "What a run said about a child. / 判定結果")),
        new(Factors, Whole(ChildDocument.Factors, "Every item of the plan with its value. / 要因")),
        new(Factor, Shape.Object(
            "An item of the plan. / 項目",
            ("item", Shape.Text("Item code, e.g. `F39`.")),
            ("name", Shape.Object(null, ("ja", Shape.Text()), ("en", Shape.Text()))),
            ("state", Shape.Word("Known (zero is a value), known not to apply, not yet of age, or unknown.", "known", "not-applicable", "not-yet", "unknown")),
            ("value", Shape.Number("Null unless known, and for the school age.").OrNull()),
            ("band", Shape.Text("The school age as a band of three years that at least five children of the run share, e.g. `6-8`; null for other items.").OrNull()),
            ("condition", Shape.Word("How the item counts.", "basic", "other", "none")),
            ("met", Shape.Flag("Whether it counted.")),
            ("points", Shape.Number("What it added; one decimal digit. The factors of a result sum to its points.")))),
        new(Reason, Shape.Object(
            "A category that at least three items can raise. / 理由の区分",
            ("category", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()))),
    ];

    private static OpenApiSchema Whole(ChildDocument document, string description)
    {
        var schema = Of(document, description);
        schema.Properties!.Add("extensions", Shape.Ref(SharedSchemas.Extensions));
        schema.Required = new SortedSet<string>(schema.Properties.Keys, StringComparer.Ordinal);
        return schema;
    }

    private static OpenApiSchema Of(ChildDocument document, string description) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = ChildOffer.Of(document).ToDictionary(p => p.Name, IOpenApiSchema (p) => Property(p), StringComparer.Ordinal),
    };

    /// <summary>Any property may be null: withheld, or no value.</summary>
    private static OpenApiSchema Property(OfferedProperty property)
    {
        var schema = property.Coarse is null || property.Coarse == property.Clear
            ? Written(property, property.Clear).OrNull()
            : new OpenApiSchema { AnyOf = [Written(property, property.Clear).OrNull(), Written(property, property.Coarse)] };
        schema.Description = ChildTerms.Of(property.Name);
        schema.Extensions = new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal) { [FieldExtension] = new JsonNodeExtension(property.Field) };
        return schema;
    }

    private static OpenApiSchema Written(OfferedProperty property, WrittenForm form) => new()
    {
        Type = Enum.Parse<JsonSchemaType>(form.Type, ignoreCase: true),
        Format = form.Format,
        Items = form.Type == "array" ? Shape.Ref(property.Name == "reasons" ? Reason : Factor) : null,
    };
}
