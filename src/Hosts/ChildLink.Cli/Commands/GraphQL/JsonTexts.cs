using System.Text.Json;

namespace ChildLink.Cli.Commands.GraphQL;

/// <summary>JSON can spell halves of surrogate pairs, which are no Unicode; they are found when a text is looked at.</summary>
internal static class JsonTexts
{
    /// <summary>Whether all texts and names inside are Unicode.</summary>
    public static bool AreUnicode(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => IsUnicode(() => json.GetString()),
        JsonValueKind.Array => json.EnumerateArray().All(AreUnicode),
        JsonValueKind.Object => json.EnumerateObject().All(p => IsUnicode(() => p.Name) && AreUnicode(p.Value)),
        _ => true,
    };

    private static bool IsUnicode(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
