using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Oversight.Entries;

/// <summary>
/// The bytes of an entry that the tree is built over. Version 1, big-endian throughout:
/// <code>
/// 1 byte   version, 0x01
/// 16 bytes request id, in the byte order of RFC 9562
/// 8 bytes  instant: signed microseconds since 1970-01-01T00:00:00Z
/// text     tenant, actor, role, institution, purpose, context, operation, outcome, policy
/// 4 bytes  number of fields, then that many texts
/// 4 bytes  number of subjects, then 16 bytes each
/// 8 bytes  rows, signed
/// </code>
/// where a text is 4 bytes of length and that many bytes of UTF-8. There is one encoding per entry and nothing after it.
/// </summary>
public static class EntryBytes
{
    private const byte Version = 1;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Encodes an entry; the instant is cut to whole microseconds.</summary>
    /// <exception cref="EncoderFallbackException">A text holds half a surrogate pair.</exception>
    public static byte[] Encode(DisclosureEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var output = new ArrayBufferWriter<byte>(512);
        output.Write([Version]);
        WriteUuid(output, entry.RequestId);
        WriteLong(output, Microseconds(entry.At));
        foreach (var text in Texts(entry))
            WriteText(output, text);
        WriteInt(output, entry.Fields.Count);
        foreach (var field in entry.Fields)
            WriteText(output, field);
        WriteInt(output, entry.Subjects.Count);
        foreach (var subject in entry.Subjects)
            WriteUuid(output, subject);
        WriteLong(output, entry.Rows);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <returns>Null when the bytes are not exactly one entry of a known version.</returns>
    public static DisclosureEntry? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var input = new EntryInput(bytes, Utf8);
            if (input.Byte() != Version)
                return null;
            var request = input.Uuid();
            var at = DateTimeOffset.UnixEpoch.AddMicroseconds(input.Long());
            var entry = new DisclosureEntry(
                request, at, input.Text(), input.Text(), input.Text(), input.Text(), input.Text(), input.Text(), input.Text(), input.Text(),
                input.Text(), input.Texts(), input.Uuids(), input.Long());
            return input.AtEnd ? entry : null;
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static string[] Texts(DisclosureEntry e) =>
        [e.Tenant, e.Actor, e.Role, e.Institution, e.Purpose, e.Context, e.Operation, e.Outcome, e.Policy];

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        var length = Utf8.GetByteCount(text);
        WriteInt(output, length);
        Utf8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }

    private static void WriteUuid(ArrayBufferWriter<byte> output, Guid id)
    {
        id.TryWriteBytes(output.GetSpan(16), bigEndian: true, out var written);
        output.Advance(written);
    }

    private static void WriteInt(ArrayBufferWriter<byte> output, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), number);
        output.Advance(sizeof(int));
    }

    private static void WriteLong(ArrayBufferWriter<byte> output, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), number);
        output.Advance(sizeof(long));
    }
}
