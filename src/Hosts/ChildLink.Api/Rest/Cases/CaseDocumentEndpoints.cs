using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Gateway;
using ChildLink.Records.Intake;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest.Cases;

/// <summary>What leaves casework: the pack of a conference, and outcomes as a data set.</summary>
internal static class CaseDocumentEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    public static void MapCaseDocuments(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(CaseOperations.Pack, http => answering.AnswerDocumentAsync(http, CaseOperations.Pack, Html, async (scope, ct) =>
        {
            if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id))
                return (default, new ViewOutcome.NotFound());
            var made = await municipality.Packs.MakeAsync(scope, id, ct);
            if (made.Outcome is ViewOutcome.Written)
            {
                http.Response.Headers.ContentSecurityPolicy = ConferencePacks.ContentSecurityPolicy;
                http.Response.Headers.XContentTypeOptions = "nosniff";
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
            }

            return (made.Pack?.Page ?? default, made.Outcome);
        }));
        routes.Map(CaseOperations.DeliverOutcomes, http => answering.AnswerAsync(
            http, CaseOperations.DeliverOutcomes, (scope, ct) => DeliverAsync(scope, municipality, ct)));
    }

    private static async Task<ViewOutcome> DeliverAsync(DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (await municipality.Outcomes.DeliverAsync(scope.Caller, ct) is not { } outcomes)
            return new ViewOutcome.NotFound();
        if (outcomes.OfType<DeliveryOutcome.Refused>().FirstOrDefault() is { } refused)
            return new ViewOutcome.Refused(CaseProblems.OutcomesRefused.Code, null, refused.Message);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var outcome in outcomes)
        {
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteString("delivery", IdOf(outcome));
            json.WriteBoolean("isNew", outcome is not DeliveryOutcome.Repeated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    /// <summary>The delivery of an outcome that is none of a refusal.</summary>
    public static Guid IdOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Taken taken => taken.Delivery,
        DeliveryOutcome.Held held => held.Delivery,
        DeliveryOutcome.Repeated again => again.Delivery,
        _ => throw new ArgumentException("A refused delivery has no identity.", nameof(outcome)),
    };
}
