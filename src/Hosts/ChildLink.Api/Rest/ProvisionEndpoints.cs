using System.Globalization;
using System.Text.Json;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Intake;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Views.Children;
using ChildLink.Views.Deliveries;

namespace ChildLink.Api.Rest;

/// <summary>Provisions with their legal basis, and what was delivered under them. A holder sees its own.</summary>
internal static class ProvisionEndpoints
{
    private static readonly string[] DeliveryParameters = ["cursor"];

    public static void MapProvisions(this IEndpointRouteBuilder routes, Answering answering, City city, DeliveryViews deliveries, HeldDeliveries held, TimeProvider time)
    {
        routes.Map(Operations.Provisions, http => answering.AnswerAsync(http, Operations.Provisions, (scope, _) =>
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var provision in Visible(city, scope.Caller))
                Write(scope, provision, time.GetUtcNow());
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return Task.FromResult<ViewOutcome>(new ViewOutcome.Written());
        }));
        routes.Map(Operations.Deliveries, http => answering.AnswerAsync(http, Operations.Deliveries, (scope, ct) => DeliveriesAsync(http, scope, city, deliveries, ct)));
        routes.Map(Operations.Findings, http => answering.AnswerAsync(http, Operations.Findings, (scope, ct) => FindingsAsync(http, scope, city, deliveries, ct)));
        routes.Map(Operations.ReleaseDelivery, http => answering.AnswerAsync(http, Operations.ReleaseDelivery, (scope, ct) => ReleaseAsync(http, scope, held, ct)));
    }

    private static async Task<ViewOutcome> ReleaseAsync(HttpContext http, DisclosureScope scope, HeldDeliveries held, CancellationToken ct)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var delivery))
            return new ViewOutcome.NotFound();
        var released = await held.ReleaseAsync(
            delivery,
            token =>
            {
                scope.PublicRows(1);
                scope.Json.WriteStartObject();
                scope.Json.WriteString("id", delivery);
                scope.Json.WriteString("state", "released");
                scope.Json.WriteEndObject();
                return scope.RecordAsync(token);
            }, ct);
        return released ? new ViewOutcome.Written() : new ViewOutcome.NotFound();
    }

    /// <summary>Provisions that a caller may know: a holder its own.</summary>
    public static IEnumerable<Provision> Visible(City city, Caller caller) =>
        caller.Institution is { } holder ? city.Provisions.Where(p => p.Holder == holder) : city.Provisions;

    private static async Task<ViewOutcome> DeliveriesAsync(HttpContext http, DisclosureScope scope, City city, DeliveryViews views, CancellationToken ct)
    {
        if (ListRequest.Unreadable(http.Request.Query, DeliveryParameters) is { } fault)
            return fault;
        Guid? after = null;
        if (ListRequest.Text(http.Request.Query, "cursor") is { } cursor)
        {
            if (!Guid.TryParseExact(cursor, "D", out var id))
                return new ViewOutcome.Malformed("cursor", "is not a cursor of this list; start again without one.");
            after = id;
        }

        await views.WriteAllAsync(scope, [.. Visible(city, scope.Caller).Select(p => p.Id)], after, ct);
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> FindingsAsync(HttpContext http, DisclosureScope scope, City city, DeliveryViews views, CancellationToken ct)
    {
        if (ListRequest.Unreadable(http.Request.Query, DeliveryParameters) is { } fault)
            return fault;
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var delivery)
            || await views.ProvisionOfAsync(delivery, ct) is not { } provision
            || !Visible(city, scope.Caller).Any(p => p.Id == provision))
            return new ViewOutcome.NotFound();
        return await views.WriteFindingsAsync(scope, delivery, ListRequest.Text(http.Request.Query, "cursor"), ct);
    }

    private static void Write(DisclosureScope scope, Provision provision, DateTimeOffset now)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", provision.Id);
        json.WriteString("name", provision.Name);
        json.WriteString("holder", provision.Holder);
        json.WriteString("recipient", provision.Recipient);
        json.WriteStartObject("basis");
        WriteBasis(json, provision.BasisToShow(now), now);
        json.WriteEndObject();
        json.WriteStartArray("bases");
        foreach (var basis in provision.Bases)
        {
            json.WriteStartObject();
            WriteBasis(json, basis, now);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("purposes", provision.Purposes);
        json.WriteString("retention", provision.Retention);
        json.WriteString("mode", provision.Mode.ToString().ToLower(CultureInfo.InvariantCulture));
        json.WriteTexts("key", provision.Key);
        json.WriteTexts("items", provision.Columns.Where(c => c.Item is not null).Select(c => c.Item!));
        json.WriteString("version", provision.Version);
        json.WriteEndObject();
    }

    private static void WriteBasis(Utf8JsonWriter json, LegalBasis basis, DateTimeOffset now)
    {
        json.WriteString("id", basis.Id);
        json.WriteNumber("pattern", basis.Pattern);
        json.WriteString("statute", basis.Statute);
        json.WriteString("article", basis.Article);
        json.WriteString("grounds", basis.Grounds);
        json.WriteString("trigger", PolicyWords.Of(basis.Trigger));
        json.WriteString("scope", PolicyWords.Of(basis.Scope));
        json.WriteTexts("purposes", basis.Purposes);
        json.WriteString("from", basis.From);
        json.WriteInstant("until", basis.Until);
        json.WriteBoolean("inForce", basis.IsInForce(now));
    }
}
