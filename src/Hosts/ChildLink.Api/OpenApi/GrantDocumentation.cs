using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using ChildLink.Api.Rest.Cases;
using ChildLink.Casework.Grants;
using ChildLink.Views.Children;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>個別提供 in the document: shapes and operations.</summary>
internal static class GrantDocumentation
{
    private const string Grant = "Grant";
    private const string Grants = "GrantList";
    private const string Received = "ReceivedGrant";
    private const string ReceivedList = "ReceivedGrantList";
    private const string Items = "GrantedItems";

    private static readonly ProblemCode ContextRequired = ProblemCode.OfRefusal(ViewRefusals.ContextRequired);
    private static readonly ProblemCode ShowsNoChildren = ProblemCode.OfRefusal(ViewRefusals.ShowsNoChildren);
    private static readonly ProblemCode[] OfDecision =
        [ContextRequired, ProblemCode.NotFound, ProblemCode.Conflict, ProblemCode.AssignmentDecided, ProblemCode.SamePerson, ProblemCode.StreamMoved];

    public static IReadOnlyList<NamedSchema> Schemas =>
    [
        new(Grant, Shape.Object(
            "One item of one child, for an institution and a period under a statute. / 法令に基づく個別提供",
            ("id", Shape.Uuid()), ("case", Shape.Uuid()), ("child", Shape.Uuid().OrNull()), ("item", Shape.Text("Data item of the provision.")), ("provision", Shape.Text()),
            ("basis", Shape.Text()), ("authority", Shape.Text("Statute and article.")), ("institution", Shape.Text()), ("persons", Shape.List(Shape.Text(), "Null: all of its staff.").OrNull()),
            ("from", Shape.Instant()), ("until", Shape.Instant()), ("state", Shape.Word("State.", [.. GrantState.All])),
            ("closedBy", Shape.Text("Why an approved one opens nothing now: begin, period, institution, policy, basis or persons.").OrNull()), ("proposedBy", Shape.Text()),
            ("proposedAt", Shape.Instant()), ("decidedBy", Shape.Text().OrNull()), ("decidedAt", Shape.Instant().OrNull()), ("endedBy", Shape.Text().OrNull()),
            ("endedAt", Shape.Instant().OrNull()), ("version", Shape.Count("Decisions name it.")), ("reason", Written), ("trigger", Written), ("refusal", Written))),
        new(Grants, Shape.Items(Grant)),
        new(Received, Shape.Object("An item that an institution may see of a child. / 受けた個別提供", ReceivedMembers)),
        new(ReceivedList, Shape.Items(Received)),
        new(Items, Shape.Object(
            "What is granted of one child; no items without a grant. / 個別提供の項目", ("child", Shape.Uuid()),
            ("items", Shape.List(Shape.Object(null, [
                .. ReceivedMembers,
                ("values", Shape.List(Shape.Object(
                    null, ("day", Shape.Day("Day for which it was stated.")), ("period", Shape.Text("Month or year of the delivered file.").OrNull()),
                    ("value", Shape.Text("As it is stored.").OrNull())), "The newest first.")),
            ]))))),
        new(nameof(GrantBody), Body()),
    ];

    public static IReadOnlyList<DocumentedOperation> Operated =>
    [
        new(CaseOperations.Grants, "listGrants", DocumentTags.Cases, "List the grants of your cases", "個別提供の一覧", Grants)
        {
            Detail = "Of the case or conference that is the context, else of your own cases. The latest 200, newest first.",
        },
        new(CaseOperations.ProposeGrant, "proposeGrant", DocumentTags.Cases, "Propose a grant", "個別提供を申請する", Grant)
        {
            Detail = "The context names the case, whose child it is about. The item must stand under `grants` of a provision with this basis, for an institution of this kind. Nothing opens before another person approves.",
            Status = StatusCodes.Status201Created,
            Body = nameof(GrantBody),
            Problems = [ContextRequired, ProblemCode.NotFound, CaseProblems.AlreadyGranted, ProblemCode.StreamMoved],
        },
        Decision(CaseOperations.ApproveGrant, "approveGrant", "Approve the grant that another person proposed", "個別提供を承認する", nameof(VersionBody), CaseProblems.GrantNotPossible),
        Decision(CaseOperations.RefuseGrant, "refuseGrant", "Refuse the grant that another person proposed", "個別提供を却下する", nameof(SendBackBody)),
        Decision(CaseOperations.EndGrant, "endGrant", "End a grant now, or take a proposal back", "個別提供を終了する", nameof(VersionBody)),
        new(CaseOperations.ReceivedGrants, "listReceivedGrants", DocumentTags.Children, "List what is granted to you", "受けた個別提供の一覧", ReceivedList)
        {
            Detail = "Grants in force of children who belong to your institution. Oldest first.",
            Problems = [ShowsNoChildren],
        },
        new(CaseOperations.GrantedItems, "getGrantedItems", DocumentTags.Children, "What is granted to you of a child, with its values", "個別提供の項目", Items)
        {
            Detail = "A child without a grant has no items; a child of another institution is not found.",
            Parameters = [Id("The child.")],
            Problems = [ShowsNoChildren, ProblemCode.NotFound],
        },
    ];

    private static OpenApiSchema Written => Shape.Text("Sealed; null where it is withheld, erased or was not written.").OrNull();

    private static (string Name, IOpenApiSchema Schema)[] ReceivedMembers =>
    [
        ("id", Shape.Uuid()), ("child", Shape.Uuid()), ("item", Shape.Text("Data item of the provision.")), ("name", Shape.Text("Its name in Japanese.")), ("provision", Shape.Text()),
        ("basis", Shape.Text()), ("authority", Shape.Text("Statute and article.")), ("from", Shape.Instant()), ("until", Shape.Instant()),
    ];

    private static DocumentedOperation Decision(Operation operation, string id, string english, string japanese, string body, params ProblemCode[] more) =>
        new(operation, id, DocumentTags.Cases, english, japanese, Grant)
        {
            Parameters = [Id("The grant.")],
            Body = body,
            Problems = [.. OfDecision, .. more],
        };

    private static OpenApiSchema Body()
    {
        var schema = BodySchema.Of(RequestJson.Default.GrantBody);
        schema.Describe("item", "Data item, e.g. `attendance.absent`.");
        schema.Describe("basis", "Legal basis, e.g. `APPI-69-1`.");
        schema.Describe("institution", "The institution that the child belongs to now.");
        schema.Describe("trigger", "What made for it: who asked, or what came to be known. 1 to 1,000 characters, sealed.");
        schema.Describe("reason", "Why the institution needs the item. 1 to 1,000 characters, sealed.");
        schema.Describe("until", "End; within a year of the begin and not after the end of basis and provision.");
        schema.Describe("persons", "Staff of the institution who alone shall see it (`sub`), at most 20; left out: all of its staff, which is refused under a case statute.");
        schema.Describe("from", "Begin; left out: the approval.");
        return schema;
    }

    private static OpenApiParameter Id(string description) => SharedParameters.Path("id", Shape.Uuid(), description);
}
