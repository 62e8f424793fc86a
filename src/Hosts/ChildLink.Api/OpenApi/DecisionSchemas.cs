using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Shares and assignments, and the bodies that make them.</summary>
internal static class DecisionSchemas
{
    public const string Share = "Share";
    public const string Shares = "ShareList";
    public const string NewShare = "NewShare";
    public const string Assignment = "Assignment";
    public const string Assignments = "AssignmentList";
    public const string NewAssignment = "NewAssignment";
    public const string EndedAssignment = "EndedAssignment";

    private const int LongestReason = 500;

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Share, Shape.Object(
            "The steward's decision that an institution sees a child's result. / 活用主体への提供",
            ("id", Shape.Uuid()), ("child", Shape.Uuid()), ("run", Shape.Uuid("The run whose result is shared.")), ("institution", Shape.Text("School code.")),
            ("points", Shape.Flag("Whether whole points are shared beside the reason categories.")), ("reason", Shape.Text()),
            ("from", Shape.Instant()), ("until", Shape.Instant()), ("endedAt", Shape.Instant("Null while it stands.").OrNull()), ("createdBy", Shape.Text()))),
        new(Shares, Shape.Items(Share)),
        new(NewShare, ShareBody()),
        new(Assignment, Shape.Object(
            "A person's right to act under a role. / 権限付与",
            ("id", Shape.Uuid()), ("issuer", Shape.Text("Issuer of the person's tokens.")), ("person", Shape.Text("`sub` of the person.")), ("role", Shape.Text()),
            ("institution", Shape.Text().OrNull()), ("purposes", Shape.List(Shape.Text())), ("from", Shape.Instant()), ("until", Shape.Instant()),
            ("grantedBy", Shape.Text()), ("approvedBy", Shape.Text()), ("endedAt", Shape.Instant("Null unless ended before its time.").OrNull()))),
        new(Assignments, Shape.Items(Assignment)),
        new(NewAssignment, AssignmentBody()),
        new(EndedAssignment, Shape.Object(null, ("id", Shape.Uuid()), ("ended", Shape.Flag()))),
    ];

    private static OpenApiSchema ShareBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.ShareBody);
        schema.Describe("child", "The child, as it is listed to you.");
        schema.Describe("institution", "School code of the institution to which the child belongs now.");
        schema.Describe("points", "Whether whole points are shared too.");
        var reason = schema.Describe("reason", "Why, in words without personal content.");
        reason.MinLength = 1;
        reason.MaxLength = LongestReason;
        schema.Describe("until", "End; after now and within a year.");
        return schema;
    }

    private static OpenApiSchema AssignmentBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.AssignmentBody);
        schema.Describe("person", "`sub` of the person.");
        schema.Describe("role", "Role of the policy.");
        schema.Describe("purposes", "Purposes of the role.");
        schema.Describe("until", "End; after `from`.");
        schema.Describe("approvedBy", "`sub` of the one who approved: neither you nor the person.");
        schema.Describe("issuer", "Issuer of the person's tokens; left out: your own.");
        schema.Describe("institution", "Institution, where the role needs one.");
        schema.Describe("from", "Begin; left out: now.");
        return schema;
    }
}
