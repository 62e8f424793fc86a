using ChildLink.Api.Rest;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>The policy about itself; nobody's data is in it.</summary>
internal static class PolicySchemas
{
    public const string Decision = "PolicyDecision";
    public const string Warnings = "PolicyWarningList";
    public const string Aid = "LegalBasisAid";

    public const string Bundles = "PolicyBundleList";
    public const string Proposal = "PolicyProposal";
    public const string NewProposal = "PolicyHash";

    private const string Warning = "PolicyWarning";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Decision, Shape.Object(
            "Why a field is shown or withheld to your role and purpose, and what would be needed. / 項目についての決定と根拠",
            ("field", Shape.Text()), ("ja", Shape.Text("Null for an unknown field.").OrNull()), ("class", Shape.Text("Class of the catalogue.").OrNull()),
            ("special", Shape.Flag("要配慮個人情報")), ("restrictedBy", Shape.List(Shape.Text(), "Statutes whose secrecy stays (69(3)).")),
            ("role", Shape.Text()), ("purpose", Shape.Text()), ("disposition", Shape.Word("What you get.", [.. PolicyWords.All<Disposition>()])),
            ("conditions", Shape.List(Shape.Word(null, "unprotected", "shared", "shared-with-points", "shared-with-measures", "granted"), "What has to hold of the child.")),
            ("rule", Shape.Text("Rule that decided; `default`, `not-catalogued` or `basis-not-in-force` where none opened it.")), ("why", Shape.Text("Why the rule is there.").OrNull()),
            ("policy", Shape.Text("Hash of the policy.")), ("until", Shape.Instant("When the last source ends; null without an end or where nothing is shown.").OrNull()),
            ("sources", Shape.List(Shape.Object(
                null, ("provision", Shape.Text()), ("basis", Shape.Text()), ("pattern", Shape.Whole()), ("namesPurpose", Shape.Flag()), ("allows", Shape.Flag("Whether it may be used now.")),
                ("until", Shape.Instant().OrNull())), "Provisions that the values come from.")),
            ("needs", Shape.List(Shape.Object(
                null, ("kind", Shape.Word(null, "role", "purpose", "context", "factor", "institution", "share", "grant", "protection", "basis", "rule")), ("text", Shape.Text())), "What has to be there.")))),
        new(Warning, Shape.Object(
            "A basis that ends within 90 days or has ended. / 根拠の終了の予告",
            ("provision", Shape.Text()), ("basis", Shape.Text()), ("purposes", Shape.List(Shape.Text(), "Purposes that end.")), ("at", Shape.Instant()),
            ("daysLeft", Shape.Count("Begun days; 0 when it has come.")), ("within", Shape.Count("7, 30 or 90; 0 when it has come.")))),
        new(Proposal, Shape.Object(
            "A policy that was proposed, and who adopted it. / ポリシーの提案と採択",
            ("id", Shape.Uuid()), ("hash", Shape.Text()), ("proposedBy", Shape.Text("Issuer and person, joined by a bar.")), ("proposedRole", Shape.Text()),
            ("proposedAt", Shape.Instant()), ("adoptedBy", Shape.Text("Null while it waits.").OrNull()), ("adoptedRole", Shape.Text().OrNull()), ("adoptedAt", Shape.Instant().OrNull()),
            ("withdrawnAt", Shape.Instant("When whoever proposed it took it back.").OrNull()))),
        new(Bundles, Shape.Items(
            Proposal, ("served", Shape.Text("Hash of the policy that this node serves.")), ("onDisk", Shape.Text("Hash of its files; null where they do not compile.").OrNull()),
            ("adopted", Shape.Text("Hash that was adopted last.").OrNull()), ("required", Shape.Flag("Whether only an adopted policy may be served.")))),
        new(NewProposal, HashBody()),
        new(Warnings, Shape.Items(Warning)),
        new(Aid, Shape.Object(
            "Which pattern of legal basis can carry an item, and what is missing. An aid for counsel; it decides nothing. / 三類型の検討",
            ("item", Shape.Text()), ("ja", Shape.Text()), ("special", Shape.Flag("要配慮個人情報")), ("purpose", Shape.Text()),
            ("provisions", Shape.List(Shape.Object(
                null, ("provision", Shape.Text()), ("holder", Shape.Text()), ("recipient", Shape.Text()),
                ("recipientKind", Shape.Word(null, [.. PolicyWords.All<RecipientKind>()])), ("present", Shape.Text("The basis it rests on now.")),
                ("verdicts", Shape.List(Shape.Object(
                    null, ("pattern", Shape.Whole("1 within the purpose, 2 by law, 3 on reasonable grounds or by consent.")), ("basis", Shape.Text()), ("ja", Shape.Text()),
                    ("possible", Shape.Flag("Whether nothing speaks against it.")), ("reasons", Shape.List(Shape.Text())), ("missing", Shape.List(Shape.Text(), "What is not recorded yet.")))))))))),
    ];

    private static OpenApiSchema HashBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.PolicyHashBody);
        schema.Describe("hash", "Hash of the policy that you looked at.");
        return schema;
    }
}
