using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Freezes, received shares and figures.</summary>
internal static class FigureSchemas
{
    public const string Freeze = "RunFreeze";
    public const string NewFreeze = "NewFreeze";
    public const string Received = "ReceivedShareList";
    public const string Figures = "RunFigures";

    private const string Figure = "Figure";
    private const string Group = "GroupFigures";
    private const string Part = "PartFigures";
    private const string ReceivedShare = "ReceivedShare";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Freeze, Shape.Object(
            "Nothing of the run is shared any more. / 提供の凍結",
            ("run", Shape.Uuid()), ("reason", Shape.Text()), ("by", Shape.Text()), ("at", Shape.Instant()), ("ended", Shape.Count("Shares that it ended.")),
            ("looks", Shape.List(Shape.Object(
                "Who was shown a result by shares of the run. / 閲覧した職員",
                ("actor", Shape.Text("Issuer and subject, joined by a bar.")), ("institution", Shape.Text()), ("child", Shape.Uuid()), ("times", Shape.Count()),
                ("first", Shape.Instant()), ("last", Shape.Instant()), ("fields", Shape.List(Shape.Text("Catalogued field."))))))) ),
        new(NewFreeze, FreezeBody()),
        new(ReceivedShare, Shape.Object(
            "A share as the institution sees it. / 自機関への提供",
            ("id", Shape.Uuid()), ("child", Shape.Uuid()), ("from", Shape.Instant()), ("until", Shape.Instant()),
            ("corrected", Shape.Flag("Whether a newer run said something else about the child.")), ("correctedAt", Shape.Instant().OrNull()))),
        new(Received, Shape.Items(ReceivedShare)),
        new(Figure, Shape.Object("A count; null where it, or what follows from it, is about too few. / 件数", ("value", Shape.Count().OrNull()), ("suppressed", Shape.Flag()))),
        new(Group, Shape.Object(
            "A row of the table known / latent. / 顕在層・潜在層", ("supported", Shape.Ref(Figure)), ("watched", Shape.Ref(Figure)), ("others", Shape.Ref(Figure)))),
        new(Part, Shape.Object(
            "A school or a band of ages. / 学校・年齢区分",
            ("key", Shape.Text("School code, or a band such as `6-8`; `-` without a school.")), ("screened", Shape.Ref(Figure)), ("candidates", Shape.Ref(Figure)),
            ("supported", Shape.Ref(Figure)), ("watched", Shape.Ref(Figure)))),
        new(Figures, Shape.Object(
            "What every city reports about a run. / 実績",
            [
                ("run", Shape.Uuid()), ("smallestCell", Shape.Count("Counts below this are held back.")),
                .. new[]
                {
                    "population", "screened", "candidates", "narrowed", "proceeded", "supported", "watched", "minutes", "households", "newCandidates", "formerCandidates",
                    "newShares", "repeatedShares",
                }.Select(n => (n, (IOpenApiSchema)Shape.Ref(Figure))),
                ("minutesPerHousehold", Shape.Count("Mean in tenths of a minute.").OrNull()), ("known", Shape.Ref(Group)), ("latent", Shape.Ref(Group)),
                ("bySchool", Shape.List(Shape.Ref(Part))), ("byAge", Shape.List(Shape.Ref(Part))),
            ])),
    ];

    private static OpenApiSchema FreezeBody()
    {
        var schema = BodySchema.Of(RequestJson.Default.FreezeBody);
        var reason = schema.Describe("reason", "Why, in words without personal content. / 理由");
        reason.MinLength = 1;
        reason.MaxLength = 500;
        return schema;
    }
}
