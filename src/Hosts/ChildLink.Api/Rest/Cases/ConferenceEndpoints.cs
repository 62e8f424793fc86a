using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest.Cases;

/// <summary>引継ぎ that wait, and 個別支援会議: agenda by household, minutes.</summary>
internal static class ConferenceEndpoints
{
    private static readonly string[] Parameters = ["state"];

    public static void MapConferences(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(CaseOperations.HandOvers, http => answering.AnswerAsync(http, CaseOperations.HandOvers, async (scope, ct) =>
        {
            var waiting = await municipality.HandOvers.WaitingAsync(scope, ct);
            scope.Json.WriteStartObject();
            scope.Json.WriteStartArray("items");
            foreach (var shown in waiting)
                scope.WriteWaiting(shown);
            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
            return new ViewOutcome.Written();
        }));
        routes.Map(CaseOperations.Conferences, http => answering.AnswerAsync(
            http, CaseOperations.Conferences, (scope, ct) => ListAsync(http, scope, municipality.Conferences, ct)));
        routes.Map(CaseOperations.Conference, http => answering.AnswerAsync(
            http, CaseOperations.Conference, (scope, ct) => OneAsync(http, scope, municipality.Conferences, ct)));
        routes.Map(CaseOperations.PlanConference, http => answering.AnswerAsync(
            http, CaseOperations.PlanConference, (scope, ct) => PlanAsync(http, scope, municipality.Conferences, ct), StatusCodes.Status201Created));
        routes.Map(CaseOperations.Minutes, http => answering.AnswerAsync(
            http, CaseOperations.Minutes, (scope, ct) => MinuteAsync(http, scope, municipality.Conferences, ct)));
        routes.Map(CaseOperations.EndConference, http => answering.AnswerAsync(
            http, CaseOperations.EndConference, (scope, ct) => EndAsync(http, scope, municipality.Conferences, ct)));
    }

    /// <summary>What a command came to, in the words of the door.</summary>
    public static ViewOutcome Answer(ConferenceOutcome outcome) => outcome switch
    {
        ConferenceOutcome.Done => new ViewOutcome.Written(),
        ConferenceOutcome.Invalid invalid => new ViewOutcome.Malformed(invalid.Field, invalid.Message),
        ConferenceOutcome.Conflict conflict => new ViewOutcome.Conflict(conflict.Version),
        ConferenceOutcome.Over => new ViewOutcome.Refused(ConferenceOutcome.Over.Code, null),
        ConferenceOutcome.NotFound => new ViewOutcome.NotFound(),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    private static async Task<ViewOutcome> ListAsync(HttpContext http, DisclosureScope scope, ConferenceBook book, CancellationToken ct)
    {
        if (ListRequest.Unreadable(http.Request.Query, Parameters) is { } fault)
            return fault;
        var state = ListRequest.Text(http.Request.Query, "state");
        if (state is not (null or ConferenceState.Planned or ConferenceState.Held or ConferenceState.Cancelled))
            return new ViewOutcome.Malformed("state", "must be planned, held or cancelled.");
        var found = await book.AllAsync(scope.Caller, state, ct);
        scope.PublicRows(found.Count);
        scope.Json.WriteStartObject();
        scope.Json.WriteStartArray("items");
        foreach (var conference in found)
            scope.Json.WriteConference(conference);
        scope.Json.WriteEndArray();
        scope.Json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> OneAsync(HttpContext http, DisclosureScope scope, ConferenceBook book, CancellationToken ct)
    {
        if (!TryId(http, out var id) || await book.FindAsync(scope.Caller.BlockedChildren, id, ct) is not { } found)
            return new ViewOutcome.NotFound();
        scope.PublicRows(1);
        scope.Json.WriteConference(found);
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> PlanAsync(HttpContext http, DisclosureScope scope, ConferenceBook book, CancellationToken ct)
    {
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.ConferenceBody, ct);
        if (body is null)
            return fault!;
        var plan = new ConferencePlan(body.Run, body.Institution, body.HeldAt, body.Minutes, body.Participants, body.Cases, body.Fit);
        var outcome = await book.PlanAsync(scope.Caller, plan, (_, token) => RecordAsync(scope, [], token), ct);
        if (outcome is ConferenceOutcome.Done done)
            scope.Json.WriteConference(done.Conference, done.LeftOver);
        return Answer(outcome);
    }

    private static async Task<ViewOutcome> MinuteAsync(HttpContext http, DisclosureScope scope, ConferenceBook book, CancellationToken ct)
    {
        if (!TryId(http, out var id))
            return new ViewOutcome.NotFound();
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.MinutesBody, ct);
        return body is null ? fault! : Write(scope, await book.MinuteAsync(
            scope.Caller, id, body.Version, body.Item, body.Took, body.Text, (_, children, token) => RecordAsync(scope, children, token), ct));
    }

    private static async Task<ViewOutcome> EndAsync(HttpContext http, DisclosureScope scope, ConferenceBook book, CancellationToken ct)
    {
        if (!TryId(http, out var id))
            return new ViewOutcome.NotFound();
        var (body, fault) = await RequestBody.ReadAsync(http, RequestJson.Default.EndConferenceBody, ct);
        return body is null ? fault! : Write(scope, await book.EndAsync(
            scope.Caller, id, body.Version, body.Held, (_, children, token) => RecordAsync(scope, children, token), ct));
    }

    private static ViewOutcome Write(DisclosureScope scope, ConferenceOutcome outcome)
    {
        if (outcome is ConferenceOutcome.Done done)
            scope.Json.WriteConference(done.Conference);
        return Answer(outcome);
    }

    private static Task RecordAsync(DisclosureScope scope, IReadOnlyList<Guid> children, CancellationToken ct)
    {
        scope.PublicRows(1);
        foreach (var child in children)
            scope.Row(child);
        return scope.RecordAsync(ct);
    }

    private static bool TryId(HttpContext http, out Guid id) => Guid.TryParseExact((string)http.Request.RouteValues["id"]!, "D", out id);
}
