using System.Text.Json;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Casework.HandOvers;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Cases;

namespace ChildLink.Api.Rest.Cases;

/// <summary>Writes cases, hand-overs and conferences as objects.</summary>
internal static class CaseJsonWriting
{
    /// <summary>A case without its file.</summary>
    public static void WriteCase(this DisclosureScope scope, ShownCase shown)
    {
        scope.Json.WriteStartObject();
        scope.WriteCaseMembers(shown);
        scope.Json.WriteEndObject();
    }

    /// <summary>A case with everything.</summary>
    public static void WriteFile(this DisclosureScope scope, CaseFile file, IReadOnlyList<(string Field, string Rule)> withheld)
    {
        var json = scope.Json;
        json.WriteStartObject();
        scope.WriteCaseMembers(file.Shown);
        json.WriteStartArray("measures");
        foreach (var shown in file.Measures)
        {
            json.WriteStartObject();
            json.WriteMeasure(shown.Measure);
            json.WritePropertyName("text");
            shown.Text.Write(scope);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("history");
        foreach (var entry in file.History)
            scope.WriteEntry(entry);
        json.WriteEndArray();
        json.WriteStartArray("handOvers");
        foreach (var handOver in file.HandOvers)
            json.WriteHandOver(handOver, handOver.DueOn);
        json.WriteEndArray();
        json.WriteStartArray("earlier");
        foreach (var earlier in file.Earlier)
            json.WriteEarlier(earlier);
        json.WriteEndArray();
        json.WriteStartObject("extensions");
        json.WriteStartArray("withheld");
        foreach (var (field, rule) in withheld)
        {
            json.WriteStartObject();
            json.WriteString("path", field);
            json.WriteString("reason", "not-permitted");
            json.WriteString("rule", rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("coarse");
        json.WriteEndArray();
        json.WriteBoolean("partialView", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A hand-over that waits, with its case and child.</summary>
    public static void WriteWaiting(this DisclosureScope scope, ShownHandOver shown)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("case", shown.HandOver.Case);
        json.WriteNumber("caseVersion", shown.Shown.Case.Version);
        json.WritePropertyName("child");
        shown.Shown.WriteChild(scope);
        json.WriteHandOverMembers(shown.HandOver, shown.DueOn);
        json.WriteEndObject();
    }

    /// <summary>A conference with its agenda.</summary>
    public static void WriteConference(this Utf8JsonWriter json, Conference conference, IReadOnlyList<Guid>? leftOver = null)
    {
        json.WriteStartObject();
        json.WriteString("id", conference.Id);
        json.WriteUuid("run", conference.Run);
        json.WriteString("institution", conference.Institution);
        json.WriteString("heldAt", conference.HeldAt);
        json.WriteNumber("minutes", conference.Minutes);
        json.WriteNumber("sum", conference.Sum);
        json.WriteString("state", conference.State);
        json.WriteString("chair", conference.Chair);
        json.WriteTexts("participants", conference.Participants);
        json.WriteStartArray("items");
        foreach (var item in conference.Items)
        {
            json.WriteStartObject();
            json.WriteNumber("number", item.Number);
            json.WriteNumber("minutes", item.Minutes);
            json.WriteBoolean("isFirst", item.IsFirst);
            if (item.Took is { } took)
                json.WriteNumber("took", took);
            else
                json.WriteNull("took");
            json.WriteTexts("cases", item.Cases.Select(c => c.ToString("D")));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("version", conference.Version);
        json.WriteString("pack", CaseOperations.Pack.Path.Replace("{id}", conference.Id.ToString("D"), StringComparison.Ordinal));
        if (leftOver is not null)
            json.WriteTexts("leftOver", leftOver.Select(c => c.ToString("D")));
        json.WriteEndObject();
    }

    /// <summary>A uuid or null as a property.</summary>
    public static void WriteUuid(this Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }

    /// <summary>A day or null as a property.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static void WriteCaseMembers(this DisclosureScope scope, ShownCase shown)
    {
        var (json, found) = (scope.Json, shown.Case);
        json.WriteString("id", found.Id);
        json.WritePropertyName("child");
        shown.WriteChild(scope);
        json.WriteUuid("run", found.Run);
        json.WriteString("state", found.State);
        json.WriteString("class", found.Class);
        json.WriteString("proposedClass", found.ProposedClass);
        json.WriteString("proposedBy", found.ProposedBy);
        json.WriteString("worker", found.Worker);
        json.WriteString("institution", found.Institution);
        json.WriteString("openedAt", found.OpenedAt);
        json.WriteString("openedBy", found.OpenedBy);
        json.WriteInstant("decidedAt", found.DecidedAt);
        json.WriteString("decidedBy", found.DecidedBy);
        json.WriteInstant("supportedAt", found.SupportedAt);
        json.WriteDay("nextReviewOn", found.NextReviewOn);
        json.WriteString("outcome", found.Outcome);
        json.WriteInstant("closedAt", found.ClosedAt);
        json.WriteNumber("version", found.Version);
    }

    private static void WriteMeasure(this Utf8JsonWriter json, Measure measure)
    {
        json.WriteNumber("number", measure.Number);
        json.WriteString("kind", measure.Kind);
        json.WriteString("institution", measure.Institution);
        json.WriteString("staff", measure.Staff);
        json.WriteDay("reviewOn", measure.ReviewOn);
    }

    private static void WriteEntry(this DisclosureScope scope, ShownEntry entry)
    {
        var (json, facts) = (scope.Json, entry.Facts);
        json.WriteStartObject();
        json.WriteNumber("version", entry.Version);
        json.WriteString("kind", entry.Kind);
        json.WriteString("at", entry.At);
        json.WriteString("by", entry.By);
        json.WriteString("class", facts.Class);
        json.WriteString("outcome", facts.Outcome);
        json.WriteString("cause", facts.Cause);
        json.WriteDay("on", facts.On);
        json.WriteDay("nextReviewOn", facts.NextReviewOn);
        json.WriteUuid("conference", facts.Conference);
        json.WriteString("toKind", facts.ToKind);
        json.WriteString("to", facts.To);
        json.WriteStartArray("texts");
        foreach (var text in entry.Texts)
        {
            json.WriteStartObject();
            json.WriteString("item", text.Item);
            json.WritePropertyName("text");
            text.Write(scope);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHandOver(this Utf8JsonWriter json, HandOver handOver, DateOnly? dueOn)
    {
        json.WriteStartObject();
        json.WriteHandOverMembers(handOver, dueOn);
        json.WriteEndObject();
    }

    private static void WriteHandOverMembers(this Utf8JsonWriter json, HandOver handOver, DateOnly? dueOn)
    {
        json.WriteString("id", handOver.Id);
        json.WriteString("cause", handOver.Cause);
        json.WriteString("state", handOver.State);
        json.WriteDay("dueOn", dueOn);
        json.WriteString("toKind", handOver.ToKind);
        json.WriteString("to", handOver.To);
        json.WriteInstant("handedAt", handOver.HandedAt);
        json.WriteString("handedBy", handOver.HandedBy);
        json.WriteInstant("receivedAt", handOver.ReceivedAt);
        json.WriteString("receivedBy", handOver.ReceivedBy);
    }

    private static void WriteEarlier(this Utf8JsonWriter json, Case earlier)
    {
        json.WriteStartObject();
        json.WriteString("id", earlier.Id);
        json.WriteString("state", earlier.State);
        json.WriteString("class", earlier.Class);
        json.WriteString("outcome", earlier.Outcome);
        json.WriteString("openedAt", earlier.OpenedAt);
        json.WriteInstant("closedAt", earlier.ClosedAt);
        json.WriteEndObject();
    }
}
