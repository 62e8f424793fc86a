using System.Globalization;
using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Oversight.Review;
using ChildLink.Privacy;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>閲覧記録: who looked at whom, under which role and purpose, and what was shown. Never a value.</summary>
internal static class AccessLogEndpoints
{
    private static readonly string[] Parameters = ["child", "actor", "role", "purpose", "outcome", "from", "until", "limit", "cursor"];
    private static readonly string[] EntryParameters = ["proof"];

    public static void MapAccessLog(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.AccessLog, http => answering.AnswerAsync(http, Operations.AccessLog, (scope, ct) => PageAsync(http, scope, municipality, ct)));
        routes.Map(Operations.AccessLogEntry, http => answering.AnswerAsync(http, Operations.AccessLogEntry, (scope, ct) => EntryAsync(http, scope, municipality.LogReader, ct)));
    }

    private static async Task<ViewOutcome> PageAsync(HttpContext http, DisclosureScope scope, Municipality municipality, CancellationToken ct)
    {
        var (query, fault) = Read(http.Request.Query);
        if (query is null)
            return fault!;
        query = query with { Actors = await ActorNames.OfAsync(municipality, scope.Caller, ListRequest.Text(http.Request.Query, "actor"), ct) };
        var page = await municipality.LogReader.PageAsync(scope.Caller.Tenant, query, ct);
        var json = scope.Json;
        scope.PublicRows(page.Count);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var entry in page)
        {
            json.WriteStartObject();
            Write(json, entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteNumber("size", page.Count);
        json.WriteString("next", page.Count == query.Limit ? page[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
        json.WriteEndObject();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static async Task<ViewOutcome> EntryAsync(HttpContext http, DisclosureScope scope, AccessLogReader log, CancellationToken ct)
    {
        if (ListRequest.Unreadable(http.Request.Query, EntryParameters) is { } fault)
            return fault;
        var proof = ListRequest.Text(http.Request.Query, "proof");
        if (proof is not (null or "true" or "false"))
            return new ViewOutcome.Malformed("proof", "must be true or false.");
        if (!TryNumber((string)http.Request.RouteValues["sequence"]!, out var sequence) || sequence == long.MaxValue)
            return new ViewOutcome.NotFound();
        var found = await log.PageAsync(scope.Caller.Tenant, new AccessLogQuery { BeforeSequence = sequence + 1, Limit = 1 }, ct);
        if (found is not [{ } entry] || entry.Sequence != sequence)
            return new ViewOutcome.NotFound();
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        Write(json, entry);
        json.WriteStartArray("subjectIds");
        foreach (var subject in entry.Entry.Subjects)
            json.WriteStringValue(subject);
        json.WriteEndArray();
        if (proof == "true")
            WriteProof(json, await log.InclusionAsync(scope.Caller.Tenant, sequence, ct));
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    /// <summary>RFC 9162 inclusion proof under the newest checkpoint; null while no checkpoint covers the entry.</summary>
    private static void WriteProof(Utf8JsonWriter json, EntryInclusion? inclusion)
    {
        if (inclusion is null)
        {
            json.WriteNull("inclusion");
            return;
        }

        json.WriteStartObject("inclusion");
        json.WriteString("leaf", inclusion.Leaf.ToString());
        json.WriteNumber("treeSize", inclusion.Proof.Size);
        json.WriteStartArray("path");
        foreach (var hash in inclusion.Proof.Path)
            json.WriteStringValue(hash.ToString());
        json.WriteEndArray();
        json.WriteString("checkpoint", inclusion.Checkpoint);
        json.WriteEndObject();
    }

    private static (AccessLogQuery? Query, ViewOutcome.Malformed? Fault) Read(IQueryCollection parameters)
    {
        if (ListRequest.Unreadable(parameters, Parameters) is { } unknown)
            return (null, unknown);
        Guid child = default;
        if (ListRequest.Text(parameters, "child") is { } childText && !Guid.TryParseExact(childText, "D", out child))
            return Fault("child", "must be the identity of a child, a UUID.");
        long limit = 50;
        if (ListRequest.Text(parameters, "limit") is { } limitText && (!TryNumber(limitText, out limit) || limit is < 1 or > AccessLogQuery.LargestPage))
            return Fault("limit", $"must be 1 to {AccessLogQuery.LargestPage}.");
        long before = 0;
        if (ListRequest.Text(parameters, "cursor") is { } cursor && !TryNumber(cursor, out before))
            return Fault("cursor", "is not a cursor of this list; start again without one.");
        if (!TryInstant(parameters, "from", out var from))
            return Fault("from", "must be an instant with its offset, e.g. 2025-01-10T00:00:00+09:00.");
        if (!TryInstant(parameters, "until", out var until))
            return Fault("until", "must be an instant with its offset, e.g. 2025-01-10T00:00:00+09:00.");
        // A slip of the pen must not read as 'nobody looked'.
        if (ListRequest.Text(parameters, "outcome") is { } outcome
            && outcome is not ("released" or "processed" or "refused") && !outcome.StartsWith("refused:", StringComparison.Ordinal))
            return Fault("outcome", "must be released, processed, refused, or refused:code.");
        return (new AccessLogQuery
        {
            Subject = parameters.ContainsKey("child") ? child : null,
            Role = ListRequest.Text(parameters, "role"),
            Purpose = ListRequest.Text(parameters, "purpose"),
            Outcome = ListRequest.Text(parameters, "outcome"),
            From = from,
            Until = until,
            BeforeSequence = parameters.ContainsKey("cursor") ? before : null,
            Limit = (int)limit,
        }, null);
    }

    private static (AccessLogQuery?, ViewOutcome.Malformed?) Fault(string field, string message) => (null, new ViewOutcome.Malformed(field, message));

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryInstant(IQueryCollection parameters, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (ListRequest.Text(parameters, name) is not { } text)
            return true;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        // In a query string an unescaped plus sign arrives as a space.
        var read = DateTimeOffset.TryParseExact(text.Replace(' ', '+'), forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        instant = at;
        return read && JapanDay.IsUsable(at);
    }

    private static void Write(Utf8JsonWriter json, LoggedEntry logged)
    {
        var entry = logged.Entry;
        json.WriteNumber("sequence", logged.Sequence);
        json.WriteString("at", entry.At);
        json.WriteString("requestId", entry.RequestId);
        json.WriteString("actor", entry.Actor);
        json.WriteString("role", entry.Role);
        json.WriteString("institution", entry.Institution);
        json.WriteString("purpose", entry.Purpose);
        json.WriteString("context", entry.Context);
        json.WriteString("operation", entry.Operation);
        json.WriteString("outcome", entry.Outcome);
        json.WriteString("policy", entry.Policy);
        json.WriteTexts("fields", entry.Fields);
        json.WriteNumber("rows", entry.Rows);
        json.WriteNumber("subjects", entry.Subjects.Count);
    }
}
