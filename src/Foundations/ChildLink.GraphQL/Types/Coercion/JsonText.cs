using System.Text.Json;

namespace ChildLink.GraphQL.Types;

/// <summary>Texts of JSON that may hold escapes of half a character (<c>"\uD800"</c>), which no UTF-8 can carry on.</summary>
internal static class JsonText
{
    public const string NotUnicode = "The text holds half of a surrogate pair or bytes that are not UTF-8.";

    /// <summary>The text, or null when it is not Unicode: the reader of JSON looks inside texts only when asked, and then throws.</summary>
    public static string? Of(JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.String)
        {
            return null;
        }
    }

    /// <summary>The name of a property, or null when it is not Unicode.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether all texts and names inside are Unicode.</summary>
    public static bool IsUnicode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Of(json) is not null,
        JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
        JsonValueKind.Object => json.EnumerateObject().All(property => NameOf(property) is not null && IsUnicode(property.Value)),
        _ => true,
    };
}
