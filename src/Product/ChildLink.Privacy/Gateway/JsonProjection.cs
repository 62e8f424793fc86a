using System.Text;
using System.Text.Json;

namespace ChildLink.Privacy.Gateway;

/// <summary>
/// What is to be shown of a stored JSON document: members of its objects in an order and under names of the caller's choice.
/// Of an array every element is shown so. What is not named never leaves the stored bytes.
/// </summary>
public sealed class JsonProjection
{
    private readonly Member[] members;

    /// <summary>A projection on members.</summary>
    /// <param name="members">In the order in which they are written; at most 32.</param>
    /// <exception cref="ArgumentException">More members than that.</exception>
    public JsonProjection(IReadOnlyList<Member> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count > Most)
            throw new ArgumentException($"A projection has at most {Most} members.", nameof(members));
        this.members = [.. members];
    }

    /// <summary>Largest number of members.</summary>
    public const int Most = 32;

    /// <summary>A member that is shown.</summary>
    /// <param name="Name">Name in the answer.</param>
    /// <param name="Source">Name in the document; a member that is not there is null.</param>
    /// <param name="Inner">What is shown of an object or list in it; null for all of a plain value.</param>
    /// <param name="Constant">Written in place of a stored value, e.g. the name of a type; null for none.</param>
    public sealed record Member(JsonEncodedText Name, string Source, JsonProjection? Inner = null, string? Constant = null)
    {
        internal byte[] SourceUtf8 { get; } = Encoding.UTF8.GetBytes(Source);
    }

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
        Span<Range> found = stackalloc Range[members.Length];
        found.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = Wanted(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (wanted == 0)
                continue;
            var range = start..(int)reader.BytesConsumed;
            for (var i = 0; i < members.Length; i++)
            {
                if ((wanted & (1u << i)) != 0)
                    found[i] = range;
            }
        }

        json.WriteStartObject();
        for (var i = 0; i < members.Length; i++)
            WriteMember(members[i], document[found[i]], json);
        json.WriteEndObject();
    }

    private uint Wanted(ref Utf8JsonReader reader)
    {
        var wanted = 0u;
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Constant is null && reader.ValueTextEquals(members[i].SourceUtf8))
                wanted |= 1u << i;
        }

        return wanted;
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
