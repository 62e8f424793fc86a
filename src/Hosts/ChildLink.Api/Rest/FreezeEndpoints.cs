using ChildLink.Api.Admitting;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Casework.Shares;
using ChildLink.Oversight.Review;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>提供の凍結, and what an institution received.</summary>
internal static class FreezeEndpoints
{
    /// <summary>Fields that every share opens.</summary>
    private static readonly string[] Opened = ["result.reasons", "case.measure"];

    /// <summary>Fields that a share opens where points are ticked.</summary>
    private static readonly string[] OpenedWithPoints = [.. Opened, "result.points"];

    public static void MapFreezes(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.FreezeRun, http => answering.AnswerAsync(http, Operations.FreezeRun, (scope, ct) => FreezeAsync(http, scope, municipality, ct)));
        routes.Map(Operations.RunFreeze, http => answering.AnswerAsync(http, Operations.RunFreeze, async (scope, ct) =>
            RunOf(http, scope, out var run) ?? await ShowAsync(scope, municipality, run, ct)));
        routes.Map(Operations.ReceivedShares, http => answering.AnswerAsync(http, Operations.ReceivedShares, (scope, ct) => ReceivedAsync(scope, municipality, ct)));
    }

    /// <summary>The freeze of a run with everybody who was shown something by its shares; null while it is not frozen.</summary>
    public static async Task<(RunFreeze Freeze, IReadOnlyList<Look> Looks)?> FindAsync(
        Municipality municipality, Guid run, BlockedChildren hidden, CancellationToken ct)
    {
        if (await municipality.Shares.FreezeOfAsync(municipality.Code, run, ct) is not var (freeze, all))
            return null;
        var shares = all.Where(s => !hidden.Contains(s.Child)).ToList();
        // They ended with the others, whoever asks; the caller is told of those only who are there for the caller.
        freeze = freeze with { Ended = freeze.Ended - all.Count(s => hidden.Contains(s.Child) && s.EndedAt == freeze.At) };
        var periods = shares.Select(s => new ShownPeriod(
            s.Child, s.Institution, s.From, s.EndedAt is { } ended && ended < s.Until ? ended : s.Until, s.Points ? OpenedWithPoints : Opened, s.Persons)).ToList();
        return (freeze, await municipality.Looks.FindAsync(municipality.Code, periods, ct));
    }

    private static async Task<ViewOutcome> FreezeAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        if (RunOf(http, scope, out var run) is { } refused)
            return refused;
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.FreezeBody, ct);
        if (body is null)
            return fault!;
        return await municipality.Shares.FreezeAsync(municipality.Code, run, body.Reason, scope.Caller.Identity.Person, (ended, token) => RecordAsync(scope, ended, token), ct) switch
        {
            FreezeOutcome.Done => await ShowAsync(scope, municipality, run, ct),
            FreezeOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
            _ => new ViewOutcome.NotFound(),
        };
    }

    private static Task RecordAsync(DisclosureScope scope, IReadOnlyList<Share> ended, CancellationToken ct)
    {
        foreach (var share in ended)
            scope.Row(share.Child);
        return scope.RecordAsync(ct);
    }

    /// <summary>The run in the path and the run of the context are the same, or the purpose would not cover it.</summary>
    private static ViewOutcome? RunOf(HttpContext http, DisclosureScope scope, out Guid run)
    {
        if (!Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out run))
            return new ViewOutcome.NotFound();
        if (scope.Caller.Context is not { } context)
            return new ViewOutcome.Refused(ViewRefusals.ContextRequired, DeclaredUse.ContextHeader);
        return context.Id == run ? null : new ViewOutcome.Refused(ProblemCode.ContextMismatch.Code, DeclaredUse.ContextHeader);
    }

    private static async Task<ViewOutcome> ShowAsync(DisclosureScope scope, Municipality municipality, Guid run, CancellationToken ct)
    {
        if (await FindAsync(municipality, run, scope.Caller.BlockedChildren, ct) is not var (freeze, looks))
            return new ViewOutcome.NotFound();
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("run", freeze.Run);
        json.WriteString("reason", freeze.Reason);
        json.WriteString("by", freeze.By);
        json.WriteString("at", freeze.At);
        json.WriteNumber("ended", freeze.Ended);
        json.WriteStartArray("looks");
        foreach (var look in looks)
        {
            scope.Row(look.Child);
            json.WriteStartObject();
            json.WriteString("actor", look.Actor);
            json.WriteString("institution", look.Institution);
            json.WriteString("child", look.Child);
            json.WriteNumber("times", look.Times);
            json.WriteString("first", look.First);
            json.WriteString("last", look.Last);
            json.WriteTexts("fields", look.Fields);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> ReceivedAsync(DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var (json, caller) = (scope.Json, scope.Caller);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var share in await municipality.Shares.InForceAsync(municipality.Code, caller.Institution!, caller.Identity.Person, caller.BlockedChildren, ct))
        {
            scope.Row(share.Child);
            json.WriteStartObject();
            json.WriteString("id", share.Id);
            json.WriteString("child", share.Child);
            json.WriteString("from", share.From);
            json.WriteString("until", share.Until);
            json.WriteBoolean("corrected", share.CorrectedAt is not null);
            json.WriteInstant("correctedAt", share.CorrectedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }
}
