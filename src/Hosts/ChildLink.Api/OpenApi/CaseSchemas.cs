using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Cases, hand-overs and conferences, and the bodies that change them.</summary>
internal static class CaseSchemas
{
    public const string Case = "Case";
    public const string Cases = "CaseList";
    public const string Page = "CasePage";
    public const string File = "CaseFile";
    public const string Menu = "SupportMenu";
    public const string Waiting = "HandOverList";
    public const string Receipt = "CaseReceipt";
    public const string Delivered = "DeliveredOutcomes";
    public const string Conference = "Conference";
    public const string PlannedConference = "PlannedConference";
    public const string Conferences = "ConferenceList";
    public const string Pack = "ConferencePack";
    public const string NewCase = nameof(CaseBody);

    public const string Measures = "AssignedMeasureList";

    private const string Measure = "AssignedMeasure";
    private const string WaitingHandOver = "WaitingHandOver";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Case, Shape.Object("A case of a child: derived values. / 個別支援のケース", Members)),
        new(Cases, Shape.Items(Case)),
        new(Page, Shape.Items(Case, ("page", Shape.Ref(SharedSchemas.Page)))),
        new(File, Shape.Object("A case with everything. / ケースの全体", [.. Members, .. FileMembers])),
        new(Menu, Shape.Object("What plans and outcomes may name. / 支援メニュー", ("measures", Shape.List(MenuEntry)), ("outcomes", Shape.List(MenuEntry)))),
        new(Measure, ChildSchemas.Of(ChildDocument.AssignedMeasure, "A measure that the plan in force gives to the institution. / 自機関が担う支援方策")),
        new(Measures, Shape.Items(Measure, ("extensions", Shape.Ref(SharedSchemas.Extensions)))),
        new(WaitingHandOver, Shape.Object(
            "A hand-over that is due or waits for receipt. / 引継ぎ",
            [("case", Shape.Uuid()), ("caseVersion", Shape.Count()), ("child", Child), .. HandOverMembers])),
        new(Waiting, Shape.Items(WaitingHandOver)),
        new(Receipt, Shape.Object("The case when receipt was given; an institution is told `id` and `version` only. / 受領", Members).Optional([.. Members.Select(m => m.Name).Except(["id", "version"])])),
        new(Delivered, Shape.Object(null, ("items", Shape.List(Shape.Object(
            null, ("delivery", Shape.Uuid()), ("isNew", Shape.Flag("False when the same was delivered before."))))))),
        new(Conference, Shape.Object("A conference with its agenda by household. / 個別支援会議", ConferenceMembers)),
        new(PlannedConference, Shape.Object(
            "A conference that was planned. / 計画した会議",
            [.. ConferenceMembers, ("leftOver", Shape.List(Shape.Uuid(), "Cases for which no room was left."))])),
        new(Conferences, Shape.Items(Conference)),
        new(Pack, Shape.Text("A page to print. / 印刷用の資料")),
        new(nameof(CaseBody), BodySchema.Of(RequestJson.Default.CaseBody)),
        new(nameof(VersionBody), BodySchema.Of(RequestJson.Default.VersionBody)),
        new(nameof(DecisionBody), Described(BodySchema.Of(RequestJson.Default.DecisionBody), ("class", "a 受理相当, b 予防的支援, c 経過観察, d 支援対象外."), ("reason", "1 to 4,000 characters, sealed under the child's key."))),
        new(nameof(SendBackBody), BodySchema.Of(RequestJson.Default.SendBackBody)),
        new(nameof(PlanBody), Described(BodySchema.Of(RequestJson.Default.PlanBody), ("goal", "1 to 4,000 characters, sealed under the child's key."), ("measures", "1 to 20 measures; institution or staff is responsible."))),
        new(nameof(NoteBody), Described(BodySchema.Of(RequestJson.Default.NoteBody), ("text", "1 to 4,000 characters, sealed under the child's key."), ("on", "Day it tells of; left out: today."))),
        new(nameof(OutcomeBody), Described(BodySchema.Of(RequestJson.Default.OutcomeBody), ("outcome", "Outcome of the support menu."))),
        new(nameof(CloseBody), Described(BodySchema.Of(RequestJson.Default.CloseBody), ("cause", "finished, no-support, moved-out, came-of-age or mistaken."))),
        new(nameof(HandOverBody), Described(BodySchema.Of(RequestJson.Default.HandOverBody), ("cause", "school-change, grade-6-7, moved-out, age-18 or staff-change."), ("toKind", "worker, institution or outside."))),
        new(nameof(ReceiptBody), BodySchema.Of(RequestJson.Default.ReceiptBody)),
        new(nameof(ConferenceBody), Described(BodySchema.Of(RequestJson.Default.ConferenceBody), ("minutes", "Minutes there are, 1 to 600."), ("fit", "Whether households without room are left for another time."))),
        new(nameof(MinutesBody), Described(BodySchema.Of(RequestJson.Default.MinutesBody), ("item", "Number of the household on the agenda."), ("took", "Minutes it took."))),
        new(nameof(EndConferenceBody), BodySchema.Of(RequestJson.Default.EndConferenceBody)),
    ];

    private static OpenApiSchema Child => Shape.Uuid("Null where the case is not yours.").OrNull();

    private static OpenApiSchema MenuEntry => Shape.Object(null, ("id", Shape.Text()), ("ja", Shape.Text()), ("en", Shape.Text()));

    private static OpenApiSchema Class => Shape.Text("a, b, c or d; null until a second person confirmed.").OrNull();

    private static (string Name, IOpenApiSchema Schema)[] Members =>
    [
        ("id", Shape.Uuid()), ("child", Child), ("run", Shape.Uuid("Run whose candidate the child was.").OrNull()),
        ("state", Shape.Word("State.", "open", "decided", "supported", "closed")), ("class", Class), ("proposedClass", Shape.Text("What waits for its second person.").OrNull()),
        ("proposedBy", Shape.Text().OrNull()), ("worker", Shape.Text("担当")), ("institution", Shape.Text().OrNull()), ("openedAt", Shape.Instant()), ("openedBy", Shape.Text()),
        ("decidedAt", Shape.Instant().OrNull()), ("decidedBy", Shape.Text().OrNull()), ("supportedAt", Shape.Instant().OrNull()), ("nextReviewOn", Shape.Day().OrNull()),
        ("outcome", Shape.Text().OrNull()), ("closedAt", Shape.Instant().OrNull()), ("version", Shape.Count("Commands name it.")),
    ];

    private static (string Name, IOpenApiSchema Schema)[] FileMembers =>
    [
        ("measures", Shape.List(Shape.Object(
            "支援方策", ("number", Shape.Count()), ("kind", Shape.Text("Measure of the support menu.")), ("institution", Shape.Text().OrNull()), ("staff", Shape.Text().OrNull()),
            ("reviewOn", Shape.Day().OrNull()), ("text", Written)))),
        ("history", Shape.List(Shape.Object(
            "経過", ("version", Shape.Count()), ("kind", Shape.Text()), ("at", Shape.Instant()), ("by", Shape.Text()), ("class", Class), ("outcome", Shape.Text().OrNull()),
            ("cause", Shape.Text().OrNull()), ("on", Shape.Day().OrNull()), ("nextReviewOn", Shape.Day().OrNull()), ("conference", Shape.Uuid().OrNull()),
            ("toKind", Shape.Text().OrNull()), ("to", Shape.Text().OrNull()),
            ("texts", Shape.List(Shape.Object(null, ("item", Shape.Text()), ("text", Written))))))),
        ("handOvers", Shape.List(Shape.Object("引継ぎ", HandOverMembers))),
        ("earlier", Shape.List(Shape.Object(
            "以前のケース", ("id", Shape.Uuid()), ("state", Shape.Text()), ("class", Class), ("outcome", Shape.Text().OrNull()), ("openedAt", Shape.Instant()),
            ("closedAt", Shape.Instant().OrNull())))),
        ("extensions", Shape.Ref(SharedSchemas.Extensions)),
    ];

    private static OpenApiSchema Written => Shape.Text("What somebody wrote; null where it is withheld or erased.").OrNull();

    private static (string Name, IOpenApiSchema Schema)[] HandOverMembers =>
    [
        ("id", Shape.Uuid()), ("cause", Shape.Word("Why.", "school-change", "grade-6-7", "moved-out", "age-18", "staff-change")),
        ("state", Shape.Word("State.", "due", "handed", "received", "withdrawn")), ("dueOn", Shape.Day("Day of the change.").OrNull()),
        ("toKind", Shape.Text("worker, institution or outside.").OrNull()), ("to", Shape.Text().OrNull()), ("handedAt", Shape.Instant().OrNull()),
        ("handedBy", Shape.Text().OrNull()), ("receivedAt", Shape.Instant().OrNull()), ("receivedBy", Shape.Text().OrNull()),
    ];

    private static (string Name, IOpenApiSchema Schema)[] ConferenceMembers =>
    [
        ("id", Shape.Uuid()), ("run", Shape.Uuid().OrNull()), ("institution", Shape.Text().OrNull()), ("heldAt", Shape.Instant()), ("minutes", Shape.Count("Minutes there are.")),
        ("sum", Shape.Count("Minutes that the agenda takes.")), ("state", Shape.Word("State.", "planned", "held", "cancelled")), ("chair", Shape.Text()),
        ("participants", Shape.List(Shape.Text())),
        ("items", Shape.List(Shape.Object(
            "A household. / 世帯", ("number", Shape.Count()), ("minutes", Shape.Count()), ("isFirst", Shape.Flag()), ("took", Shape.Count("Minutes it took.").OrNull()),
            ("cases", Shape.List(Shape.Uuid()))))),
        ("version", Shape.Count("Commands name it.")), ("pack", Shape.Text("Path of the pack.")),
    ];

    private static OpenApiSchema Described(OpenApiSchema schema, params (string Property, string Description)[] descriptions)
    {
        foreach (var (property, description) in descriptions)
            schema.Describe(property, description);
        return schema;
    }
}
