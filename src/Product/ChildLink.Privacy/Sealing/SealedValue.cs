using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// AES-256-GCM sealing of one item's value under the key of its subject (NIST SP 800-38D).
/// Layout: 12 bytes random nonce, ciphertext, 16 bytes tag. Associated data: stream, version, item.
/// </summary>
public static class SealedValue
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Random bytes are drawn for many nonces at once: the call costs more than the bytes.</summary>
    [ThreadStatic]
    private static byte[]? nonces;

    [ThreadStatic]
    private static int unusedNonces;

    /// <summary>Longest sealed form of a text in bytes.</summary>
    public static int LargestLength(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return NonceLength + (3 * value.Length) + TagLength;
    }

    /// <summary>Seals a text; answers base64.</summary>
    public static string Seal(AesGcm key, Guid stream, long version, string item, string value)
    {
        var largest = LargestLength(value);
        Span<byte> sealedBytes = largest <= 1024 ? stackalloc byte[largest] : new byte[largest];
        return Convert.ToBase64String(sealedBytes[..Seal(key, stream, version, item, value, sealedBytes)]);
    }

    /// <summary>Seals a text into a buffer of at least <see cref="LargestLength"/> bytes; answers the length of the sealed form.</summary>
    public static int Seal(AesGcm key, Guid stream, long version, string item, string value, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(key);
        // The plain text is written where its ciphertext will stand: GCM encrypts in place, and no copy is left to clear.
        var length = Encoding.UTF8.GetBytes(value, target[NonceLength..]);
        var text = target.Slice(NonceLength, length);
        DrawNonce(target[..NonceLength]);
        Span<byte> associated = stackalloc byte[24 + 128];
        var used = Associate(associated, stream, version, item);
        key.Encrypt(target[..NonceLength], text, text, target.Slice(NonceLength + length, TagLength), associated[..used]);
        return NonceLength + length + TagLength;
    }

    /// <summary>Texts of one character: most cells of questionnaires are such, and a run opens a million of them.</summary>
    private static readonly string[] Short = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    /// <summary>Opens what <see cref="Seal(AesGcm, Guid, long, string, string)"/> made.</summary>
    /// <exception cref="CryptographicException">Wrong key, moved to another place, or altered.</exception>
    internal static string Open(AesGcm key, Guid stream, long version, string item, string sealedText) =>
        Open(key, stream, version, item, Convert.FromBase64String(sealedText));

    /// <inheritdoc cref="Open(AesGcm, Guid, long, string, string)"/>
    internal static string Open(AesGcm key, Guid stream, long version, string item, ReadOnlySpan<byte> sealedValue)
    {
        var length = sealedValue.Length - NonceLength - TagLength;
        if (length < 0)
            throw new CryptographicException("A sealed value is too short.");
        Span<byte> plain = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Span<byte> associated = stackalloc byte[24 + 128];
        var used = Associate(associated, stream, version, item);
        key.Decrypt(
            sealedValue[..NonceLength], sealedValue.Slice(NonceLength, length), sealedValue[(NonceLength + length)..], plain, associated[..used]);
        return plain is [< 128] ? Short[plain[0]] : Encoding.UTF8.GetString(plain);
    }

    private static void DrawNonce(Span<byte> nonce)
    {
        nonces ??= new byte[NonceLength * 256];
        if (unusedNonces == 0)
        {
            RandomNumberGenerator.Fill(nonces);
            unusedNonces = nonces.Length / NonceLength;
        }

        nonces.AsSpan(--unusedNonces * NonceLength, NonceLength).CopyTo(nonce);
    }

    private static int Associate(Span<byte> target, Guid stream, long version, string item)
    {
        stream.TryWriteBytes(target, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(target[16..], version);
        return 24 + Encoding.UTF8.GetBytes(item, target[24..]);
    }
}
