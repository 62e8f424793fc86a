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
        Describe(schema, "child", "The child, as it is listed to you.");
        Describe(schema, "institution", "School code of the institution to which the child belongs now.");
        Describe(schema, "points", "Whether whole points are shared too.");
        var reason = Describe(schema, "reason", "Why, in words without personal content.");
        reason.MinLength = 1;
        reason.MaxLength = LongestReason;
        Describe(schema, "until", "End; after now and within a year.");
        return schema;
    }

    private static OpenApiSchema AssignmentBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.AssignmentBody);
        Describe(schema, "person", "`sub` of the person.");
        Describe(schema, "role", "Role of the policy.");
        Describe(schema, "purposes", "Purposes of the role.");
        Describe(schema, "until", "End; after `from`.");
        Describe(schema, "approvedBy", "`sub` of the one who approved: neither you nor the person.");
        Describe(schema, "issuer", "Issuer of the person's tokens; left out: your own.");
        Describe(schema, "institution", "Institution, where the role needs one.");
        Describe(schema, "from", "Begin; left out: now.");
        return schema;
    }

    private static OpenApiSchema Describe(OpenApiSchema schema, string property, string description)
    {
        var described = (OpenApiSchema)schema.Properties![property];
        described.Description = description;
        return described;
    }
}
