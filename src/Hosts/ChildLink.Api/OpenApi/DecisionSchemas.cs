using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Shares, and the bodies that make them.</summary>
internal static class DecisionSchemas
{
    public const string Share = "Share";
    public const string Shares = "ShareList";
    public const string NewShare = "NewShare";

    private const int LongestReason = 500;

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Share, Shape.Object(
            "The steward's decision that an institution sees a child's result. / 活用主体への提供",
            ("id", Shape.Uuid()), ("child", Shape.Uuid()), ("run", Shape.Uuid("The run whose result is shared.")), ("institution", Shape.Text("School code.")),
            ("points", Shape.Flag("Whether whole points are shared beside the reason categories.")),
            ("measures", Shape.Flag("Whether measures that a plan gives to the institution are shown, too. / 支援方策の提供")), ("reason", Shape.Text()),
            ("from", Shape.Instant()), ("until", Shape.Instant()), ("endedAt", Shape.Instant("Null while it stands.").OrNull()), ("createdBy", Shape.Text()),
            ("persons", Shape.List(Shape.Text(), "Staff who alone see it; null: all of the institution's. / 職員").OrNull()),
            ("correctedAt", Shape.Instant("When a newer run said something else about the child; null while none does. / 訂正").OrNull()))),
        new(Shares, Shape.Items(Share)),
        new(NewShare, ShareBody()),
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
        schema.Describe("persons", "Staff of the institution who alone shall see it (`sub`), at most 20; left out: all of its staff.");
        schema.Describe("measures", "Whether measures that a plan gives to the institution are shown, too; left out: no.");
        return schema;
    }
}
