using ChildLink.Api.Composition;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>稼働状況: how the whole stands, in counts; all that a program without a person behind it sees.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality) =>
        routes.Map(Operations.Status, http => answering.AnswerAsync(http, Operations.Status, async (scope, ct) =>
        {
            var status = await municipality.Status.ReadAsync(ct);
            scope.PublicRows(1);
            scope.Json.WriteStartObject();
            scope.Json.WriteNumber("screeningRuns", status.ScreeningRuns);
            scope.Json.WriteNumber("heldDeliveries", status.HeldDeliveries);
            scope.Json.WriteNumber("proposals", status.Proposals);
            scope.Json.WriteNumber("openEmergencies", status.OpenEmergencies);
            scope.Json.WriteNumber("emergenciesToReview", status.EmergenciesToReview);
            scope.Json.WriteNumber("accessLogEntries", status.AccessLogEntries);
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
}
