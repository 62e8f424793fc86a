using System.Globalization;
using System.Text.Json;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Grants;

namespace ChildLink.Api.Rest.Cases;

/// <summary>Writes grants as objects.</summary>
internal static class GrantJsonWriting
{
    /// <summary>A grant as case staff see it.</summary>
    public static void WriteGrant(this DisclosureScope scope, ShownGrant shown)
    {
        var (json, grant) = (scope.Json, shown.Grant);
        json.WriteStartObject();
        json.WriteString("id", grant.Id);
        json.WriteString("case", grant.Case);
        json.WritePropertyName("child");
        shown.WriteChild(scope);
        json.WriteString("item", grant.Item);
        json.WriteString("provision", grant.Provision);
        json.WriteString("basis", grant.Basis);
        json.WriteString("authority", grant.Authority);
        json.WriteString("institution", grant.Institution);
        if (grant.Persons is { } persons)
            json.WriteTexts("persons", persons);
        else
            json.WriteNull("persons");
        json.WriteString("from", grant.From);
        json.WriteString("until", grant.Until);
        json.WriteString("state", grant.State);
        json.WriteString("closedBy", shown.ClosedBy);
        json.WriteString("proposedBy", grant.ProposedBy);
        json.WriteString("proposedAt", grant.ProposedAt);
        json.WriteString("decidedBy", grant.DecidedBy);
        json.WriteInstant("decidedAt", grant.DecidedAt);
        json.WriteString("endedBy", grant.EndedBy);
        json.WriteInstant("endedAt", grant.EndedAt);
        json.WriteNumber("version", grant.Version);
        foreach (var text in new[] { shown.Reason, shown.Trigger, shown.Refusal })
        {
            json.WritePropertyName(text.Item);
            text.Write(scope);
        }

        json.WriteEndObject();
    }

    /// <summary>A grant as the institution sees it.</summary>
    public static void WriteReceived(this Utf8JsonWriter json, ReceivedGrant grant)
    {
        json.WriteStartObject();
        json.WriteReceivedMembers(grant);
        json.WriteEndObject();
    }

    /// <summary>What is granted of one child, with its values.</summary>
    public static void WriteGranted(this DisclosureScope scope, GrantedItems found)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteString("child", found.Child);
        json.WriteStartArray("items");
        foreach (var item in found.Items)
        {
            json.WriteStartObject();
            json.WriteReceivedMembers(item.Grant);
            json.WriteStartArray("values");
            foreach (var value in item.Values)
            {
                json.WriteStartObject();
                json.WriteString("day", value.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString("period", value.Period);
                json.WritePropertyName("value");
                value.Write(scope);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReceivedMembers(this Utf8JsonWriter json, ReceivedGrant grant)
    {
        json.WriteString("id", grant.Id);
        json.WriteString("child", grant.Child);
        json.WriteString("item", grant.Item);
        json.WriteString("name", grant.Name);
        json.WriteString("provision", grant.Provision);
        json.WriteString("basis", grant.Basis);
        json.WriteString("authority", grant.Authority);
        json.WriteString("from", grant.From);
        json.WriteString("until", grant.Until);
    }
}
