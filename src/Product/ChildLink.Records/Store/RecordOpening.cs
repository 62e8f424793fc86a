using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Records.Store;

/// <summary>Opens named items of many records. Nothing is made of the items that nobody asked for.</summary>
/// <param name="grant">Leave to open.</param>
/// <param name="ring">Keys of the subjects.</param>
/// <param name="items">Names of the items.</param>
internal sealed class RecordOpening(ProcessingGrant grant, SubjectKeyRing ring, string[] items)
{
    private readonly byte[][] names = Array.ConvertAll(items, Encoding.UTF8.GetBytes);
    private byte[] scratch = new byte[1024];

    /// <summary>The items of a record that are there and whose key is.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="version">Its version in the stream.</param>
    /// <param name="payload">Payload of the event: <c>{"items": {item: base64(sealed value)}}</c>.</param>
    /// <exception cref="InvalidDataException">The payload has another form.</exception>
    public OpenedItems Open(Guid stream, long version, byte[] payload)
    {
        var opened = new string?[items.Length];
        var json = new Utf8JsonReader(payload);
        if (!json.Read() || !json.Read() || !json.ValueTextEquals("items"u8) || !json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new InvalidDataException("A record's payload begins otherwise than with its items.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var item = IndexOf(ref json);
            json.Read();
            if (item >= 0)
                opened[item] = grant.Open(ring, stream, version, items[item], Decode(ref json));
        }

        return new OpenedItems(items, opened);
    }

    private int IndexOf(ref Utf8JsonReader json)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (json.ValueTextEquals(names[i]))
                return i;
        }

        return -1;
    }

    private ReadOnlySpan<byte> Decode(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped)
            return json.GetBytesFromBase64();
        if (scratch.Length < json.ValueSpan.Length)
            scratch = new byte[json.ValueSpan.Length];
        return Base64.DecodeFromUtf8(json.ValueSpan, scratch, out _, out var written) == OperationStatus.Done
            ? scratch.AsSpan(0, written)
            : throw new InvalidDataException("A sealed value is not base64.");
    }
}
