using ChildLink.Api.Rest;
using ChildLink.Privacy.Access;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Assignments and lists of changes of them, and the bodies that propose them.</summary>
internal static class AssignmentSchemas
{
    public const string Assignment = "Assignment";
    public const string Assignments = "AssignmentList";
    public const string NewAssignment = "NewAssignment";
    public const string EndedAssignment = "EndedAssignment";
    public const string Reason = "RefusalReason";
    public const string Batch = "AssignmentBatch";
    public const string BatchDetail = "AssignmentBatchDetail";
    public const string Batches = "AssignmentBatchList";
    public const string NewBatch = "NewAssignmentBatch";
    public const string Proposed = "ProposedAssignmentBatch";
    public const string Preview = "AssignmentBatchPreview";

    public const string Conflict = "Conflict";
    public const string Conflicts = "ConflictList";
    public const string NewConflict = "NewConflict";
    public const string Status = "SystemStatus";

    private const int LongestReason = 500;

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Assignment, Shape.Object(
            "A person's right to act under a role. / 権限付与",
            ("id", Shape.Uuid()), ("issuer", Shape.Text("Issuer of the person's tokens.")), ("person", Shape.Text("`sub` of the person.")), ("role", Shape.Text()),
            ("institution", Shape.Text().OrNull()), ("purposes", Shape.List(Shape.Text())), ("from", Shape.Instant()), ("until", Shape.Instant()), ("state", State()),
            ("grantedBy", Shape.Text("`sub` of the one who proposed it.")), ("approvedBy", Shape.Text("`sub` of the other one who approved it; null before.").OrNull()),
            ("decidedBy", Shape.Text().OrNull()), ("decidedAt", Shape.Instant().OrNull()), ("reason", Shape.Text("Why it was refused.").OrNull()),
            ("batch", Shape.Uuid("The list of changes that it is decided with.").OrNull()), ("endedAt", Shape.Instant("Null unless ended before its time.").OrNull()))),
        new(Assignments, Shape.Items(Assignment)),
        new(NewAssignment, AssignmentBody()),
        new(EndedAssignment, Shape.Object(null, ("id", Shape.Uuid()), ("ended", Shape.Flag()))),
        new(Reason, ReasonBody()),
        new(Batch, Shape.Object("Changes of assignments that stand and fall together. / 権限の一括変更", OfBatch())),
        new(Batches, Shape.Items(Batch)),
        new(BatchDetail, Shape.Object(
            null, [.. OfBatch(), ("assignments", Shape.List(Shape.Ref(Assignment))), ("ends", Shape.List(Shape.Object(null, ("assignment", Shape.Uuid()), ("at", Shape.Instant()))))])),
        new(Proposed, Shape.Object(null, [.. OfBatch(), .. OfPlan()])),
        new(Preview, Shape.Object("What each row would come to.", OfPlan())),
        new(NewBatch, BatchBody()),
        new(Conflict, Shape.Object(
            "A member of staff and a resident whom they must not meet. / 利益相反の申告",
            ("id", Shape.Uuid()), ("person", Shape.Text("`sub` of the person.")), ("child", Shape.Uuid("For the steward and the privacy officer only.").OrNull()),
            ("household", Shape.Flag("Whether it covers everybody who lives with the resident.")), ("declaredBy", Shape.Text()), ("declaredAt", Shape.Instant()),
            ("endedBy", Shape.Text().OrNull()), ("endedAt", Shape.Instant().OrNull()))),
        new(Conflicts, Shape.Items(Conflict)),
        new(NewConflict, ConflictBody()),
        new(Status, Shape.Object(
            "Counts, nobody's data. / 稼働状況",
            ("screeningRuns", Shape.Count()), ("heldDeliveries", Shape.Count("Deliveries that wait for a person.")),
            ("proposals", Shape.Count("Proposals of assignments that wait for another person.")), ("openEmergencies", Shape.Count()), ("emergenciesToReview", Shape.Count()), ("accessLogEntries", Shape.Count()))),
    ];

    private static OpenApiSchema State() => Shape.Word("In force only when approved.", "proposed", "approved", "refused", "withdrawn");

    private static (string, IOpenApiSchema)[] OfBatch() =>
    [
        ("id", Shape.Uuid()), ("state", State()), ("proposedBy", Shape.Text()), ("proposedAt", Shape.Instant()), ("decidedBy", Shape.Text().OrNull()),
        ("decidedAt", Shape.Instant().OrNull()), ("reason", Shape.Text().OrNull()), ("added", Shape.Count("Assignments that it proposes.")),
        ("ended", Shape.Count("Assignments that it ends.")),
    ];

    private static (string, IOpenApiSchema)[] OfPlan() =>
    [
        ("faults", Shape.Count("Rows that cannot be.")),
        ("rows", Shape.List(Shape.Object(
            null, ("row", Shape.Count("From 1.")), ("change", Shape.Word(null, "added", "ended", "unchanged", "fault")), ("field", Shape.Text().OrNull()),
            ("message", Shape.Text().OrNull())))),
    ];

    private static OpenApiSchema AssignmentBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.AssignmentBody);
        schema.Describe("person", "`sub` of the person.");
        schema.Describe("role", "Role of the policy.");
        schema.Describe("purposes", "Purposes of the role.");
        schema.Describe("until", "End; after `from`.");
        schema.Describe("issuer", "Issuer of the person's tokens; left out: your own.");
        schema.Describe("institution", "Institution, where the role needs one.");
        schema.Describe("from", "Begin, also in the future; left out: now.");
        return schema;
    }

    private static OpenApiSchema ConflictBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.ConflictBody);
        schema.Describe("child", "The child, as it is listed to you; or the resident code.");
        schema.Describe("residentCode", "宛名番号. Whether the register holds it is not told.");
        schema.Describe("household", "Whether it covers everybody who lives with the resident, as of the day of each look.");
        schema.Describe("person", "`sub` of the person; left out: you. A steward alone names another.");
        return schema;
    }

    private static OpenApiSchema ReasonBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.ReasonBody);
        var reason = schema.Describe("reason", "Why, in words without personal content.");
        reason.MinLength = 1;
        reason.MaxLength = LongestReason;
        return schema;
    }

    private static OpenApiSchema BatchBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.AssignmentBatchBody);
        var rows = schema.Describe("rows", "The list.");
        schema.Describe("issuer", "Issuer of the tokens of everybody on the list; left out: your own.");
        rows.MinItems = 1;
        rows.MaxItems = AssignmentBatchBook.MostRows;
        var row = (OpenApiSchema)rows.Items!;
        row.Describe("action", "`add` or `end`.");
        row.Describe("person", "`sub` of the person.");
        row.Describe("purposes", "Purposes of the role; none in an end.");
        row.Describe("from", "First day in Japan; left out: at once.");
        row.Describe("until", "Last day in Japan, included; left out in an end: at once.");
        return schema;
    }
}
