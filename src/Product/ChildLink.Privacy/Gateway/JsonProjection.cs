using System.Text;
using System.Text.Json;

namespace ChildLink.Privacy.Gateway;

/// <summary>
/// What is to be shown of a stored JSON document: members of its objects in an order and under names of the caller's choice.
/// Of an array every element is shown so. What is not named never leaves the stored bytes.
/// </summary>
public sealed class JsonProjection
{
    private const int OnStack = 32;

    private readonly (Member Member, int Source)[] members;
    private readonly byte[][] sources;

    /// <summary>A projection on members.</summary>
    /// <param name="members">In the order in which they are written.</param>
    public JsonProjection(IReadOnlyList<Member> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var names = members.Where(m => m.Constant is null).Select(m => m.Source).Distinct(StringComparer.Ordinal).ToList();
        sources = [.. names.Select(Encoding.UTF8.GetBytes)];
        this.members = [.. members.Select(m => (m, m.Constant is null ? names.IndexOf(m.Source) : -1))];
    }

    /// <summary>A member that is shown.</summary>
    /// <param name="Name">Name in the answer.</param>
    /// <param name="Source">Name in the document; a member that is not there is null.</param>
    /// <param name="Inner">What is shown of an object or list in it; null for all of a plain value.</param>
    /// <param name="Constant">Written in place of a stored value, e.g. the name of a type; null for none.</param>
    public sealed record Member(JsonEncodedText Name, string Source, JsonProjection? Inner = null, string? Constant = null);

    /// <summary>Writes a document.</summary>
    internal void Write(ReadOnlySpan<byte> document, Utf8JsonWriter json)
    {
        var reader = new Utf8JsonReader(document);
        reader.Read();
        Write(ref reader, document, json);
    }

    private void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, Utf8JsonWriter json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                json.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Write(ref reader, document, json);
                json.WriteEndArray();
                break;
            case JsonTokenType.StartObject:
                WriteObject(ref reader, document, json);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Notes first where the values lie: they are written in another order than they are stored.</summary>
    private void WriteObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, Utf8JsonWriter json)
    {
        // Few names are asked for; their number follows the type, not the client's aliases.
        var found = sources.Length <= OnStack ? stackalloc Range[sources.Length] : new Range[sources.Length];
        found.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var source = SourceOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (source >= 0)
                found[source] = start..(int)reader.BytesConsumed;
        }

        json.WriteStartObject();
        foreach (var (member, source) in members)
            WriteMember(member, source < 0 ? default : document[found[source]], json);
        json.WriteEndObject();
    }

    private int SourceOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (reader.ValueTextEquals(sources[i]))
                return i;
        }

        return -1;
    }

    private static void WriteMember(Member member, ReadOnlySpan<byte> value, Utf8JsonWriter json)
    {
        json.WritePropertyName(member.Name);
        if (member.Constant is { } constant)
            json.WriteStringValue(constant);
        else if (value.IsEmpty)
            json.WriteNullValue();
        else if (member.Inner is { } inner)
            inner.Write(value, json);
        else
            json.WriteRawValue(value, skipInputValidation: true);
    }
}
