using ChildLink.Api.Problems;
using ChildLink.Api.Rest;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>緊急閲覧 in the document: shapes and operations.</summary>
internal static class EmergencySchemas
{
    private const string Emergency = "Emergency";
    private const string Emergencies = "EmergencyList";
    private const string NewEmergency = "NewEmergency";
    private const string Review = "EmergencyReview";

    public static IReadOnlyList<NamedSchema> All =>
    [
        new(Emergency, Shape.Object(
            "A household that one person opened for a short time; looks under it name the context `emergency:<id>`. / 緊急閲覧",
            ("id", Shape.Uuid()), ("person", Shape.Text()), ("role", Shape.Text()), ("institution", Shape.Text().OrNull()), ("openedAt", Shape.Instant()),
            ("until", Shape.Instant()), ("endedAt", Shape.Instant().OrNull()), ("endedBy", Shape.Text().OrNull()),
            ("residents", Shape.List(Shape.Uuid(), "Who lived there when it was opened; told to the one who opened it, while it is open.")),
            ("householdSize", Shape.Count()), ("reason", Shape.Text("For the privacy officer only.").OrNull()), ("reviewedBy", Shape.Text().OrNull()),
            ("reviewedAt", Shape.Instant().OrNull()), ("verdict", Shape.Text("justified, unjustified or follow-up; null before the review.").OrNull()),
            ("remark", Shape.Text().OrNull()))),
        new(Emergencies, Shape.Items(Emergency)),
        new(NewEmergency, BodySchema.Of(RequestJson.Default.EmergencyBody)),
        new(Review, BodySchema.Of(RequestJson.Default.ReviewBody)),
    ];

    public static IReadOnlyList<DocumentedOperation> Operated =>
    [
        new(Operations.Emergencies, "listEmergencies", DocumentTags.Oversight, "List emergencies", "緊急閲覧の一覧", Emergencies)
        {
            Detail = "Your own; everybody's, with their reasons, under `audit`. The latest 200, newest first.",
        },
        new(Operations.OpenEmergency, "openEmergency", DocumentTags.Oversight, "Open one household for a short time", "緊急閲覧を開始する", Emergency)
        {
            Detail = $"People only, with several factors, one at a time, at most {ChildLink.Privacy.Emergencies.Emergency.MostMinutes} minutes. The privacy officer is told at once. The household is named by a child or a resident code; wrong names tell nothing.",
            Status = StatusCodes.Status201Created,
            Body = NewEmergency,
            Problems = [ProblemCode.NotFound, ProblemCode.EmergencyOpen, ProblemCode.PersonRequired, ProblemCode.StreamMoved],
        },
        new(Operations.EndEmergency, "endEmergency", DocumentTags.Oversight, "End an emergency now", "緊急閲覧を終了する", Emergency)
        {
            Parameters = [Id()],
            Problems = [ProblemCode.NotFound, ProblemCode.StreamMoved],
        },
        new(Operations.ReviewEmergency, "reviewEmergency", DocumentTags.Oversight, "Acknowledge an emergency with a verdict", "緊急閲覧を点検する", Emergency)
        {
            Parameters = [Id()],
            Body = Review,
            Problems = [ProblemCode.NotFound, ProblemCode.EmergencyReviewed, ProblemCode.SamePerson, ProblemCode.StreamMoved],
        },
    ];

    private static OpenApiParameter Id() => SharedParameters.Path("id", Shape.Uuid(), "The emergency.");
}
