using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Views.Children;

namespace ChildLink.Api.Rest;

/// <summary>The policy about itself: why a field is shown or withheld, which bases end, which pattern could carry an item. Nobody's data is in it.</summary>
internal static class PolicyEndpoints
{
    private static readonly string[] AidParameters = ["item", "purpose", "recipient"];

    public static void MapPolicy(this IEndpointRouteBuilder routes, Answering answering, Municipality municipality)
    {
        routes.Map(Operations.PolicyDecision, http => answering.AnswerAsync(http, Operations.PolicyDecision, (scope, _) =>
            Task.FromResult(Decision(scope, municipality, (string)http.Request.RouteValues["field"]!))));
        routes.Map(Operations.PolicyWarnings, http => answering.AnswerAsync(http, Operations.PolicyWarnings, (scope, _) => Task.FromResult(Warnings(scope, municipality))));
        routes.Map(Operations.LegalBasisAid, http => answering.AnswerAsync(http, Operations.LegalBasisAid, (scope, _) => Task.FromResult(Aid(http, scope, municipality))));
    }

    /// <summary>Whether a text has the form of a field: whatever else is asked for is malformed, not unknown.</summary>
    public static bool IsField(string text) =>
        text.Length is > 0 and <= 100 && text.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-');

    /// <summary>What is wrong with a question about a field.</summary>
    public static ViewOutcome.Malformed NoField() => new("field", "is 1 to 100 characters out of a-z, 0-9, '.', '_' and '-', e.g. child.name.");

    /// <summary>Conditions on the row, in stable words.</summary>
    public static IEnumerable<string> Words(RowGuard guard)
    {
        if (guard.HasFlag(RowGuard.Unprotected))
            yield return "unprotected";
        if (guard.HasFlag(RowGuard.Shared))
            yield return "shared";
        if (guard.HasFlag(RowGuard.SharedWithPoints))
            yield return "shared-with-points";
        if (guard.HasFlag(RowGuard.SharedWithMeasures))
            yield return "shared-with-measures";
        if (guard.HasFlag(RowGuard.Granted))
            yield return "granted";
    }

    private static ViewOutcome Decision(DisclosureScope scope, Municipality municipality, string field)
    {
        if (!IsField(field))
            return NoField();
        var caller = scope.Caller;
        var found = municipality.Explainer.Explain(caller.Role, caller.Purpose, field, municipality.Time.GetUtcNow());
        scope.PublicRows(1);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("field", field);
        json.WriteString("ja", found.Entry?.Ja);
        json.WriteString("class", found.Entry?.Class);
        json.WriteBoolean("special", found.Entry?.Special ?? false);
        json.WriteTexts("restrictedBy", found.Entry?.RestrictedBy ?? []);
        json.WriteString("role", caller.Role);
        json.WriteString("purpose", caller.Purpose);
        json.WriteString("disposition", PolicyWords.Of(found.Decision.Disposition));
        json.WriteTexts("conditions", Words(found.Decision.Guard));
        json.WriteString("rule", found.Decision.Rule);
        json.WriteString("why", found.Why);
        json.WriteString("policy", municipality.Policy.Hash);
        json.WriteInstant("until", found.Until);
        json.WriteStartArray("sources");
        foreach (var source in found.Sources)
            Write(json, source);
        json.WriteEndArray();
        json.WriteStartArray("needs");
        foreach (var need in found.Needs)
        {
            json.WriteStartObject();
            json.WriteString("kind", need.Kind);
            json.WriteString("text", need.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static void Write(Utf8JsonWriter json, ExplainedSource source)
    {
        json.WriteStartObject();
        json.WriteString("provision", source.Provision);
        json.WriteString("basis", source.Basis.Id);
        json.WriteNumber("pattern", source.Basis.Pattern);
        json.WriteBoolean("namesPurpose", source.NamesPurpose);
        json.WriteBoolean("allows", source.Allows);
        json.WriteInstant("until", source.Until);
        json.WriteEndObject();
    }

    private static ViewOutcome Warnings(DisclosureScope scope, Municipality municipality)
    {
        var ends = BasisCalendar.Endings(municipality.City.Provisions, municipality.Time.GetUtcNow());
        scope.PublicRows(ends.Count);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var end in ends)
        {
            json.WriteStartObject();
            json.WriteString("provision", end.Provision);
            json.WriteString("basis", end.Basis);
            json.WriteTexts("purposes", end.Purposes);
            json.WriteString("at", end.At);
            json.WriteNumber("daysLeft", end.DaysLeft);
            json.WriteNumber("within", end.Within);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static ViewOutcome Aid(HttpContext http, DisclosureScope scope, Municipality municipality)
    {
        var query = http.Request.Query;
        if (ListRequest.Unreadable(query, AidParameters) is { } fault)
            return fault;
        foreach (var name in AidParameters[..2].Where(n => ListRequest.Text(query, n) is null))
            return new ViewOutcome.Malformed(name, "must be given.");
        var outcome = municipality.Aid.Judge(
            ListRequest.Text(query, "item")!, ListRequest.Text(query, "purpose")!, ListRequest.Text(query, "recipient"), municipality.Time.GetUtcNow());
        if (outcome is AidOutcome.Unknown unknown)
            return new ViewOutcome.Malformed(unknown.Field, unknown.Message);
        var judged = (AidOutcome.Judged)outcome;
        scope.PublicRows(judged.Provisions.Count);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("item", judged.Item.Id);
        json.WriteString("ja", judged.Item.Ja);
        json.WriteBoolean("special", judged.Item.Special);
        json.WriteString("purpose", judged.Purpose);
        json.WriteStartArray("provisions");
        foreach (var provision in judged.Provisions)
            Write(json, provision);
        json.WriteEndArray();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static void Write(Utf8JsonWriter json, AidOfProvision provision)
    {
        json.WriteStartObject();
        json.WriteString("provision", provision.Provision);
        json.WriteString("holder", provision.Holder);
        json.WriteString("recipient", provision.Recipient);
        json.WriteString("recipientKind", PolicyWords.Of(provision.RecipientKind));
        json.WriteString("present", provision.Present);
        json.WriteStartArray("verdicts");
        foreach (var verdict in provision.Verdicts)
        {
            json.WriteStartObject();
            json.WriteNumber("pattern", verdict.Pattern);
            json.WriteString("basis", verdict.Basis);
            json.WriteString("ja", verdict.Ja);
            json.WriteBoolean("possible", verdict.Possible);
            json.WriteTexts("reasons", verdict.Reasons);
            json.WriteTexts("missing", verdict.Missing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
