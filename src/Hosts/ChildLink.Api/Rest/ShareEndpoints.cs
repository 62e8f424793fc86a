using ChildLink.Api.Admitting;
using ChildLink.Api.Problems;
using ChildLink.Casework.Shares;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;
using ChildLink.Views.Screening;

namespace ChildLink.Api.Rest;

/// <summary>活用主体への提供: the steward opens a candidate's result to the institution the child belongs to, and ends it.</summary>
internal static class ShareEndpoints
{
    public static void MapShares(this IEndpointRouteBuilder routes, Answering answering, ShareBook book, ScreeningRunViews runs)
    {
        routes.Map(Operations.Shares, http => answering.AnswerAsync(http, Operations.Shares, (scope, ct) => ListAsync(scope, book, runs, ct)));
        routes.Map(Operations.CreateShare, http => answering.AnswerAsync(
            http, Operations.CreateShare, (scope, ct) => CreateAsync(http, scope, book, ct), StatusCodes.Status201Created));
        routes.Map(Operations.EndShare, http => answering.AnswerAsync(http, Operations.EndShare, (scope, ct) => EndAsync(http, scope, book, ct)));
    }

    private static async Task<ViewOutcome> ListAsync(DisclosureScope scope, ShareBook book, ScreeningRunViews runs, CancellationToken ct)
    {
        if (scope.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        if (!await runs.ExistsAsync(context.Id, ct))
            return new ViewOutcome.Refused(ViewRefusals.ContextUnknown, DeclaredUse.ContextHeader);
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        foreach (var share in (await book.OfRunAsync(scope.Caller.Tenant, context.Id, ct)).Where(s => !scope.Caller.BlockedChildren.Contains(s.Child)))
            Write(scope, share);

        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> CreateAsync(HttpContext http, DisclosureScope scope, ShareBook book, CancellationToken ct)
    {
        if (scope.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ShareBody, ct);
        if (body is null)
            return fault!;
        var request = new ShareRequest(body.Child, context.Id, body.Institution, body.Points, body.Reason, body.Until, body.Persons, body.Measures);
        return Answer(await book.CreateAsync(scope.Caller.Tenant, request, scope.Caller.Identity.Person, scope.Caller.BlockedChildren, (share, token) => RecordAsync(scope, share, token), ct));
    }

    private static async Task<ViewOutcome> EndAsync(HttpContext http, DisclosureScope scope, ShareBook book, CancellationToken ct)
    {
        if (scope.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out var id))
            return new ViewOutcome.NotFound();
        return Answer(await book.EndAsync(
            scope.Caller.Tenant, id, context.Id, scope.Caller.Identity.Person, scope.Caller.BlockedChildren, (share, token) => RecordAsync(scope, share, token), ct));
    }

    private static ViewOutcome Answer(ShareOutcome outcome) => outcome switch
    {
        ShareOutcome.Done => new ViewOutcome.Written(),
        ShareOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        ShareOutcome.NotShareable => new ViewOutcome.Refused(ProblemCode.RunNotShareable.Code, DeclaredUse.ContextHeader),
        ShareOutcome.Frozen => new ViewOutcome.Refused(ProblemCode.RunFrozen.Code, DeclaredUse.ContextHeader),
        ShareOutcome.AlreadyShared => new ViewOutcome.Refused(ProblemCode.AlreadyShared.Code, "institution"),
        _ => new ViewOutcome.NotFound(),
    };

    private static Task RecordAsync(DisclosureScope scope, Share share, CancellationToken ct)
    {
        Write(scope, share);
        return scope.RecordAsync(ct);
    }

    private static void Write(DisclosureScope scope, Share share)
    {
        var json = scope.Json;
        scope.Row(share.Child);
        json.WriteStartObject();
        json.WriteString("id", share.Id);
        json.WriteString("child", share.Child);
        json.WriteString("run", share.Run);
        json.WriteString("institution", share.Institution);
        json.WriteBoolean("points", share.Points);
        json.WriteBoolean("measures", share.Measures);
        json.WriteString("reason", share.Reason);
        json.WriteString("from", share.From);
        json.WriteString("until", share.Until);
        json.WriteInstant("endedAt", share.EndedAt);
        json.WriteString("createdBy", share.CreatedBy);
        if (share.Persons is { } persons)
            json.WriteTexts("persons", persons);
        else
            json.WriteNull("persons");
        json.WriteInstant("correctedAt", share.CorrectedAt);
        json.WriteEndObject();
    }
}
