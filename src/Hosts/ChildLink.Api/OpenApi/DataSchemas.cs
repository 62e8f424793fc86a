using ChildLink.Privacy.Policy;
using ChildLink.Records.Intake;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Runs, provisions and deliveries: nothing of one child stands in them.</summary>
internal static class DataSchemas
{
    public const string Run = "ScreeningRun";
    public const string Runs = "ScreeningRunList";
    public const string Provisions = "ProvisionList";
    public const string Deliveries = "DeliveryPage";
    public const string Findings = "FindingPage";

    private const string Provision = "Provision";
    public const string ReleasedDelivery = "ReleasedDelivery";
    private const string Delivery = "Delivery";
    private const string Finding = "Finding";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Run, Shape.Object(
            "A screening run. / 判定",
            ("id", Shape.Uuid()), ("plan", Shape.Text("Plan by name.")), ("difficulty", Shape.Text("What the plan looks for. / 困難の類型")),
            ("asOf", Shape.Day("Day of which the cells tell.")), ("startedAt", Shape.Instant()), ("completedAt", Shape.Instant()),
            ("children", Shape.Count("Children screened.")), ("candidates", Shape.Count("Candidates found.")),
            ("seed", Shape.Whole("Seed of everything random in the run.")), ("policy", Shape.Text("Hash of the policy.")), ("startedBy", Shape.Text()),
            ("items", Shape.List(Shape.Text(), "Item codes.")),
            ("unreadableProvisions", Shape.List(Shape.Text(), "Provisions whose basis or purposes did not allow the run.")),
            ("model", Shape.Uuid("The training whose model judged; null when items were counted.").OrNull()),
            ("modelHash", Shape.Text("SHA-256 of that model.").OrNull()),
            ("leakingItems", Shape.List(Shape.Text(), "Items from the label's own registers that the model used. / 教師データと同じ台帳の項目")),
            ("shareable", Shape.Flag("Whether results may be shared: not when an item leaks the label. / 提供の可否")),
            ("staged", Shape.Object(
                "What the first of two stages came to; null where the plan has one. / 二段階の判定",
                ("screened", Shape.Count("Children the first stage looked at.")), ("flagged", Shape.Count("Children it flagged: they alone have a result.")),
                ("records", Shape.List(Shape.Object(
                    "Records of a provision in the second stage.",
                    ("provision", Shape.Text()), ("read", Shape.Count("About flagged children and the people around them.")),
                    ("notRead", Shape.Count("Left closed."))), "By provision."))).OrNull()))),
        new(Runs, Shape.Items(Run)),
        new(Provision, Shape.Object(
            "The contract under which a holder hands a data set over. / データ提供",
            ("id", Shape.Text()), ("name", Shape.Text()), ("holder", Shape.Text("保有・管理主体")), ("recipient", Shape.Text()), ("basis", Basis()),
            ("bases", Shape.List(Basis(), "Every basis, by the day each begins. / すべての根拠")),
            ("purposes", Shape.List(Shape.Text(), "利用目的")), ("retention", Shape.Text()),
            ("mode", Shape.Word("What a file claims to be: 全件, 差分, 追加.", Words<DeliveryMode>())),
            ("key", Shape.List(Shape.Text(), "Columns of the business key.")), ("items", Shape.List(Shape.Text(), "Data items.")),
            ("version", Shape.Text("Hash of the provision.")))),
        new(Provisions, Shape.Items(Provision)),
        new(Delivery, Shape.Object(
            "A file that was taken in. / 提供されたファイル",
            ("id", Shape.Uuid()), ("provision", Shape.Text()), ("file", Shape.Text("Name of the file.")), ("receivedAt", Shape.Instant()),
            ("asOf", Shape.Day("Day of which the file tells, where that is known.").OrNull()),
            ("records", Shape.Count("Read, title and header included: accepted, corrected, quarantined and ignored together.")), ("accepted", Shape.Count("Rows taken.")), ("corrected", Shape.Count("Rows repaired by rule.")),
            ("quarantined", Shape.Count("Rows held back.")), ("ignored", Shape.Count("Left out by rule; title and header are among them.")),
            ("events", Shape.Count("Events written; none when nothing changed.")),
            ("state", Shape.Word("Whether it is stored, or waits for a person because many records are no longer in it.", "taken", "held", "released")),
            ("standing", Shape.Count("Of a full extract: records of its scope that stood before.")),
            ("missing", Shape.Count("Of those, how many it lacks.")))),
        new(ReleasedDelivery, Shape.Object(
            "A delivery that is taken when the same file is given again. / 保留を解いた提供",
            ("id", Shape.Uuid()), ("state", Shape.Word("What it is now.", "released")))),
        new(Deliveries, Shape.Items(Delivery, ("page", Shape.Ref(SharedSchemas.Page)))),
        new(Finding, Shape.Object(
            "What became of a row that was not simply taken; it never quotes a cell. / 所見",
            ("row", Shape.Count("Row of the file.")), ("column", Shape.Text("Column; empty when the whole row is meant.")), ("rule", Shape.Text("Rule.")),
            ("disposition", Shape.Word("What became of it.", Words<FindingDisposition>())), ("message", Shape.Text("What would be right.")))),
        new(Findings, Shape.Items(Finding, ("page", Shape.Object(null, ("next", Shape.Text("Cursor of the next page; null on the last one.").OrNull()))))),
    ];

    private static OpenApiSchema Basis() => Shape.Object(
        "Legal basis. / 法的根拠",
        ("id", Shape.Text("E.g. `APPI-69-1`.")), ("pattern", Shape.Whole("1 within the purpose, 2 by law, 3 on reasonable grounds or by consent.")), ("statute", Shape.Text().OrNull()),
        ("article", Shape.Text().OrNull()), ("grounds", Shape.Text().OrNull()),
        ("trigger", Shape.Word("What makes the holder hand over.", [.. PolicyWords.All<BasisTrigger>()])), ("scope", Shape.Word("Whose data it carries.", [.. PolicyWords.All<BasisScope>()])),
        ("purposes", Shape.List(Shape.Text(), "Purposes that it carries.")),
        ("from", Shape.Instant()), ("until", Shape.Instant("Null without an end.").OrNull()), ("inForce", Shape.Flag("Whether it holds now.")));

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];
}
