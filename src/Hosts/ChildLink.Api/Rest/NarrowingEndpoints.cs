using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Casework.Narrowing;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;

namespace ChildLink.Api.Rest;

/// <summary>人による絞り込み: the rules of the city, the card of a candidate, and what people note about one.</summary>
internal static class NarrowingEndpoints
{
    public static void MapNarrowing(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.NarrowingRules, http => answering.AnswerAsync(
            http, Operations.NarrowingRules, (scope, _) => Task.FromResult(WriteRules(scope, municipality.Narrowings))));
        routes.Map(Operations.Card, http => answering.AnswerAsync(
            http, Operations.Card, (scope, ct) => municipality.Cards.WriteAsync(scope, (string)http.Request.RouteValues["id"]!, ct)));
        routes.Map(Operations.NoteNarrowing, http => answering.AnswerAsync(
            http, Operations.NoteNarrowing, (scope, ct) => NoteAsync(http, scope, municipality.Narrowing, ct)));
    }

    private static ViewOutcome WriteRules(DisclosureScope scope, NarrowingLists lists)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var rule in lists.Rules)
        {
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("ja", rule.Ja);
            json.WriteString("en", rule.En);
            json.WriteTexts("plans", rule.Plans);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> NoteAsync(HttpContext http, DisclosureScope scope, NarrowingBook book, CancellationToken ct)
    {
        if (scope.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.NarrowingBody, ct);
        if (body is null)
            return fault!;
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var child))
            return new ViewOutcome.NotFound();
        var request = new NarrowingRequest(child, context.Id, body.Status, body.Note, body.Version);
        return await book.NoteAsync(scope.Caller, request, (step, token) => RecordAsync(scope, step, token), ct) switch
        {
            NarrowingOutcome.Done => new ViewOutcome.Written(),
            NarrowingOutcome.Unchanged same => Unchanged(scope, same.Step),
            NarrowingOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
            NarrowingOutcome.Conflict conflict => new ViewOutcome.Conflict(conflict.Version),
            _ => new ViewOutcome.NotFound(),
        };
    }

    private static ViewOutcome Unchanged(DisclosureScope scope, NarrowingStep standing)
    {
        Write(scope, standing);
        return new ViewOutcome.Written();
    }

    private static Task RecordAsync(DisclosureScope scope, NarrowingStep step, CancellationToken ct)
    {
        Write(scope, step);
        return scope.RecordAsync(ct);
    }

    private static void Write(DisclosureScope scope, NarrowingStep step)
    {
        scope.Row(step.Child);
        scope.Json.WriteStartObject();
        scope.Json.WriteString("child", step.Child);
        scope.Json.WriteString("run", step.Run);
        scope.Json.WriteNumber("version", step.Version);
        scope.Json.WriteString("status", step.Status);
        scope.Json.WriteEndObject();
    }
}
