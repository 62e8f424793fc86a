using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Leaks;

/// <summary>Brings text into a form in which spelling hides nothing: no width, no spaces, no hiragana, no case, no JSON escapes.</summary>
internal static class Folded
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(c))
                continue;
            folded.Append(c is >= '\u3041' and <= '\u3096' ? (char)(c + 0x60) : char.ToUpperInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>Everything a client can read in an answer, a line each: names, values, headers, and what a cursor decodes to.</summary>
    public static string Of(Reply reply)
    {
        var lines = new List<string>(reply.Headers.Values);
        if (reply.Bytes.Length > 0)
            Collect(reply.Json, lines);
        return string.Join('\n', lines.Select(Of));
    }

    private static void Collect(JsonElement element, List<string> lines)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    lines.Add(property.Name);
                    Collect(property.Value, lines);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, lines);
                break;
            case JsonValueKind.String:
                var text = element.GetString()!;
                lines.Add(text);
                if (text.Length >= 40 && Base64Url.IsValid(text))
                    lines.Add(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));
                break;
            default:
                lines.Add(element.GetRawText());
                break;
        }
    }
}
