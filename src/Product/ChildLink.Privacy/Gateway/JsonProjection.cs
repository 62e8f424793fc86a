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

    /// <summary>Writes a document that the product stored.</summary>
    public void Write(ReadOnlySpan<byte> document, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var whole = new StoredJson(document);
        var stored = new StoredJson(document);
        // Who asks for everything as it is stored gets it as it is stored.
        if (IsWhole(ref whole))
            json.WriteRawValue(document[..whole.Position], skipInputValidation: true);
        else
            Write(ref stored, json);
    }

    /// <summary>Whether the projection changes nothing: every object has its members, all of them, in its order and under its names.</summary>
    private bool IsWhole(ref StoredJson stored)
    {
        if (stored.Take((byte)'['))
        {
            if (stored.Take((byte)']'))
                return true;
            do
            {
                if (!IsWhole(ref stored))
                    return false;
            }
            while (stored.Take((byte)','));
            return stored.Take((byte)']');
        }

        if (!stored.Take((byte)'{'))
            return stored.Value().SequenceEqual("null"u8);
        for (var i = 0; i < members.Length; i++)
        {
            var (member, source) = members[i];
            if ((i > 0 && !stored.Take((byte)',')) || source < 0 || stored.Next() != '"' || !stored.Name().SequenceEqual(sources[source]) || !member.Name.EncodedUtf8Bytes.SequenceEqual(sources[source]))
                return false;
            if (member.Inner is null)
                stored.Value();
            else if (!member.Inner.IsWhole(ref stored))
                return false;
        }

        return stored.Take((byte)'}');
    }

    private void Write(ref StoredJson stored, Utf8JsonWriter json)
    {
        switch (stored.Next())
        {
            case (byte)'[':
                json.WriteStartArray();
                stored.Take((byte)'[');
                while (!stored.Take((byte)']'))
                {
                    Write(ref stored, json);
                    stored.Take((byte)',');
                }

                json.WriteEndArray();
                break;
            case (byte)'{':
                WriteObject(ref stored, json);
                break;
            default:
                stored.Value();
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>Notes first where the values lie: they are written in another order than they are stored.</summary>
    private void WriteObject(ref StoredJson stored, Utf8JsonWriter json)
    {
        // Few names are asked for; their number follows the type, not the client's aliases.
        var found = sources.Length <= OnStack ? stackalloc (int Start, int End)[sources.Length] : new (int Start, int End)[sources.Length];
        found.Clear();
        stored.Take((byte)'{');
        while (!stored.Take((byte)'}'))
        {
            var source = SourceOf(stored.Name());
            var length = stored.Value().Length;
            if (source >= 0)
                found[source] = (stored.Position - length, stored.Position);
            stored.Take((byte)',');
        }

        json.WriteStartObject();
        foreach (var (member, source) in members)
            WriteMember(member, source < 0 ? default : stored.Part(found[source].Start, found[source].End), json);
        json.WriteEndObject();
    }

    private int SourceOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (name.SequenceEqual(sources[i]))
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
