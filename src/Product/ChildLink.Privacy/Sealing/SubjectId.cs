using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Sealing;

/// <summary>Whom a record is about: a resident, or a person as one source names them who is not linked yet.</summary>
public enum SubjectKind
{
    /// <summary>A resident of the register, by resident code (宛名番号).</summary>
    Resident,

    /// <summary>A person as a source without resident code names them.</summary>
    Source,
}

/// <summary>
/// Derives the opaque identity of a subject from its natural key with a secret of the municipality.
/// The same key always gives the same id, so repeated and concurrent imports agree without a look-up table;
/// without the secret the id says nothing.
/// </summary>
public sealed class SubjectIds(ReadOnlyMemory<byte> secret)
{
    /// <summary>Identity of a subject. Shape: RFC 9562 version 8 UUID from HMAC-SHA256.</summary>
    public Guid Of(SubjectKind kind, string naturalKey) => Name(kind == SubjectKind.Resident ? 'R' : 'S', naturalKey);

    /// <summary>Keyed name of a business key, so that stored keys confirm no guess.</summary>
    public Guid BusinessKey(string provision, string key) => Name('K', provision + "\u001f" + key);

    private Guid Name(char domain, string text)
    {
        Span<byte> mac = stackalloc byte[32];
        var bytes = Encoding.UTF8.GetBytes(domain + text);
        HMACSHA256.HashData(secret.Span, bytes, mac);
        return Uuid8.From(mac);
    }
}

/// <summary>RFC 9562 section 5.8: a UUID whose bits the maker chooses, with version and variant set.</summary>
public static class Uuid8
{
    /// <summary>Uses the first 16 bytes of a digest.</summary>
    public static Guid From(ReadOnlySpan<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[16];
        digest[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Name-based id of an event: keyed digest of provision, business key, previous event and content.</summary>
    public static Guid ForEvent(ReadOnlySpan<byte> subjectKey, string provision, Guid businessKey, Guid previous, ReadOnlySpan<byte> contentDigest)
    {
        var provisionBytes = Encoding.UTF8.GetByteCount(provision);
        Span<byte> name = stackalloc byte[4 + 256 + 16 + 16 + 32];
        BinaryPrimitives.WriteInt32BigEndian(name, provisionBytes);
        var at = 4 + Encoding.UTF8.GetBytes(provision, name[4..]);
        businessKey.TryWriteBytes(name[at..], bigEndian: true, out _);
        previous.TryWriteBytes(name[(at + 16)..], bigEndian: true, out _);
        contentDigest.CopyTo(name[(at + 32)..]);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(subjectKey, name[..(at + 32 + contentDigest.Length)], mac);
        return From(mac);
    }
}
