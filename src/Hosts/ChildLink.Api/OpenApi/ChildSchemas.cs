using ChildLink.Api.Rest;
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

    public const string Household = "Household";
    public const string Enrolments = "Enrolments";
    public const string Classes = "ClassList";
    public const string Differences = "RunDifferencePage";
    public const string NewSearch = "ChildSearch";

    private const string Member = "HouseholdMember";
    private const string Period = "HouseholdPeriod";
    private const string SchoolYear = "SchoolYear";
    private const string SchoolClass = "SchoolClass";
    private const string Difference = "RunDifference";
    private const string ChangedItem = "ChangedItem";
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
        new(Household, With(
            ChildDocument.Household, "Who lives with a child today, and the households before; one under protection looks like none. / 世帯",
            ("members", Shape.List(Shape.Ref(Member), "The eldest first. / 世帯員")),
            ("periods", Shape.List(Shape.Ref(Period), "The first one first. / 世帯の履歴")))),
        new(Period, Of(ChildDocument.HouseholdPeriod, "A period in one household, from the day of the extract that first said so. / 世帯の期間")),
        new(Enrolments, With(
            ChildDocument.Enrolments, "Where a child went to school. / 在籍の履歴",
            ("years", Shape.List(Shape.Ref(SchoolYear), "The newest first. / 在籍")))),
        new(SchoolYear, Of(ChildDocument.Enrolment, "A fiscal year at one school. / 在籍")),
        new(Member, Of(ChildDocument.HouseholdMember, "A person who lives with the child. / 世帯員")),
        new(SchoolClass, ClassOf()),
        new(Classes, Shape.Items(SchoolClass, ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(Difference, Of(ChildDocument.Difference, "A child who became a candidate or is none any more. / 判定の差分")),
        new(Differences, Shape.Items(
            Difference, ("run", Shape.Uuid("The later run.")), ("before", Shape.Uuid("The earlier run.")),
            ("modelChanged", Shape.Flag("Whether another model judged then: points cannot be compared.")),
            ("policyChanged", Shape.Flag("Whether another policy was in force then.")),
            ("entered", Shape.Count("Children who became candidates.")), ("left", Shape.Count("Children who are none any more and live here.")),
            ("movedOut", Shape.Count("Children who entered or left and do not live here any more; they are not shown.")),
            ("page", Shape.Ref(SharedSchemas.Page)), ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(ChangedItem, Shape.Object(
            "An item whose cell differs; a cell is a number, `NA`, `NOT_YET` or `UNKNOWN`. / 変化した項目",
            ("item", Shape.Text("Item code.")), ("before", Shape.Text("Cell of the earlier run; null where its plan had no such item.").OrNull()),
            ("now", Shape.Text("Cell of the later run; null where its plan has no such item.").OrNull()))),
        new(NewSearch, SearchBody()),
        new(Result, Whole(ChildDocument.Result, "What a run said about a child. / 判定結果")),
        new(Factors, Whole(ChildDocument.Factors, "Every item of the plan with its value. / 要因")),
        new(Factor, Shape.Object(
            "An item of the plan. / 項目",
            ("item", Shape.Text("Item code, e.g. `F39`; `baseline` for what every child begins with under a model.")),
            ("name", Shape.Object(null, ("ja", Shape.Text()), ("en", Shape.Text()))),
            ("state", Shape.Word("Known (zero is a value), known not to apply, not yet of age, or unknown.", "known", "not-applicable", "not-yet", "unknown")),
            ("value", Shape.Number("Null unless known, and for the school age.").OrNull()),
            ("band", Shape.Text("The school age as a band of three years that at least five children of the run share, e.g. `6-8`; null for other items.").OrNull()),
            ("condition", Shape.Word("How the item counts.", "basic", "other", "none")),
            ("met", Shape.Flag("Whether it counted.")),
            ("points", Shape.Number("What it added; one decimal digit. The factors of a counted result sum to its points. Null under a model.").OrNull()),
            ("micro", Shape.Whole("Under a model: what it adds to the log-odds, in millionths, measured from its mean over all children. With the entry `baseline` all sum exactly to the log-odds.")),
            ("direction", Shape.Word("Under a model: whether it raises or lowers the score.", "raises", "lowers", "none")),
            ("leaks", Shape.Flag("Under a model: whether it comes from the label's own register."))).Optional("micro", "direction", "leaks")),
        new(Reason, Shape.Object(
            "A category that at least three items can raise. / 理由の区分",
            ("category", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()))),
    ];

    public static OpenApiSchema With(ChildDocument document, string description, params (string Name, OpenApiSchema Schema)[] parts)
    {
        var schema = Whole(document, description);
        foreach (var (name, part) in parts)
        {
            schema.Properties!.Add(name, part);
            schema.Required!.Add(name);
        }

        return schema;
    }

    private static OpenApiSchema ClassOf()
    {
        var schema = Of(ChildDocument.Classes, "Children of your scope whom you see in one class; what you do not see is null. / 学級");
        schema.Properties!.Add("children", Shape.Count("How many. / 人数"));
        schema.Required = new SortedSet<string>(schema.Properties.Keys, StringComparer.Ordinal);
        return schema;
    }

    private static OpenApiSchema SearchBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.SearchBody);
        schema.Describe("kana", "Which names: either `beginsWith`, or `from` and `to`. Half-width kana and hiragana count as katakana. / 氏名カナ");
        schema.Describe("birthDate", "Only births in this range, both ends included. / 生年月日");
        schema.Describe("school", "Only this school, by code. / 学校コード");
        schema.Describe("grade", "Only this grade. / 学年");
        schema.Describe("class", "Only this class. / 組");
        schema.Describe("fields", "Properties of a child; left out: the default ones. / 項目");
        schema.Describe("order", "Order as in a list; left out: kana. / 並び順");
        schema.Describe("size", "Rows of a page, 1 to 200; left out: 50. / 件数");
        schema.Describe("cursor", "Cursor of the next page; left out: the first. / 続きの位置");
        schema.Describe("count", "Whether to count all rows. / 総件数");
        return schema;
    }

    public static OpenApiSchema Whole(ChildDocument document, string description)
    {
        var schema = Of(document, description);
        schema.Properties!.Add("extensions", Shape.Ref(SharedSchemas.Extensions));
        schema.Required = new SortedSet<string>(schema.Properties.Keys, StringComparer.Ordinal);
        return schema;
    }

    public static OpenApiSchema Of(ChildDocument document, string description) => new()
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
        Items = form.Type == "array" ? Shape.Ref(ElementOf(property.Name)) : null,
    };

    private static string ElementOf(string property) => property switch
    {
        "reasons" => Reason,
        "changedItems" => ChangedItem,
        _ => Factor,
    };
}
