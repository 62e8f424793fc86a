using ChildLink.Api.Rest;
using ChildLink.Casework.Narrowing;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Rules, card and steps of the narrowing.</summary>
internal static class NarrowingSchemas
{
    public const string Rules = "NarrowingRuleList";
    public const string Card = "ChildCard";
    public const string Step = "NarrowingStep";
    public const string NewStep = "NewNarrowingStep";

    private const string Rule = "NarrowingRule";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Rule, Shape.Object(
            "How people narrow down candidates; data of the city. / 絞り込みの方法",
            ("id", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()), ("plans", Shape.List(Shape.Text(), "Plans whose runs it narrows; none: every plan.")))),
        new(Rules, Shape.Items(Rule)),
        new(Card, ChildSchemas.With(
            ChildDocument.NarrowerCard, "Everything about one candidate, or about the child of a case. / 個人票(絞り込み・個別支援用)",
            [
                ("members", Shape.List(Shape.Ref("HouseholdMember"), "Who lives with the child, the eldest first; nobody under protection. / 世帯員")),
                ("periods", Shape.List(Shape.Ref("HouseholdPeriod"), "The households before. / 世帯の履歴")),
                ("years", Shape.List(Shape.Ref("SchoolYear"), "Years at school, the newest first. / 在籍の履歴")),
                .. CardViews.Parts.Select(p => (p.Name, Shape.List(Shape.Ref(NameOf(p.Name)), Terms[p.Name]))),
            ])),
        .. CardViews.Parts.Select(p => new NamedSchema(NameOf(p.Name), ChildSchemas.Of(p.Document, Terms[p.Name]))),
        new(Step, Shape.Object(
            "Where a candidate stands. / 絞り込みの記録",
            ("child", Shape.Uuid()), ("run", Shape.Uuid()), ("version", Shape.Count("Version of the step.")), ("status", Status(null)))),
        new(NewStep, StepBody()),
    ];

    private static readonly Dictionary<string, string> Terms = new(StringComparer.Ordinal)
    {
        ["results"] = "Runs whose candidate the child was, the newest first. / 判定の履歴",
        ["narrowing"] = "Steps of the narrowing in order of time, the newest 200. / 絞り込みの記録",
        ["cases"] = "Cases, the newest first, without what was written in them. / ケース",
        ["history"] = "Events of the cases in order of time, the newest 200; what was written in an open case where you may read it. / ケースの経過",
        ["measures"] = "Measures of the plan in force, where you may read it. / 支援方策",
        ["council"] = "Cases of the regional council. / 要対協",
        ["shares"] = "Shares, the newest first. / 提供",
        ["inquiries"] = "What institutions were asked, and what they answered. / 照会",
        ["siblings"] = "Siblings who are candidates of the run, too, or have an open case; under case-work those who have one. / きょうだい",
    };

    /// <summary>Where a candidate stands.</summary>
    public static OpenApiSchema Status(string? description) => Shape.Word(description, [.. NarrowingStatus.All.Select(s => s.Status)]);

    private static string NameOf(string part) => $"Card{char.ToUpperInvariant(part[0])}{part[1..]}";

    private static OpenApiSchema StepBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.NarrowingBody);
        var status = schema.Describe("status", "Where the candidate stands. / 絞り込みの状況");
        status.Enum = Status(null).Enum;
        schema.Describe("version", "The version that you saw; 0 before the first step. / 版");
        var note = schema.Describe("note", "1 to 2,000 characters, no control characters but line ends; left out: none. / 所見");
        note.MaxLength = NarrowingRequest.LongestNote;
        return schema;
    }
}
