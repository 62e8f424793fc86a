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

    /// <summary>Seals a text; answers base64.</summary>
    public static string Seal(AesGcm key, Guid stream, long version, string item, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var total = NonceLength + length + TagLength;
        Span<byte> sealedBytes = total <= 1024 ? stackalloc byte[total] : new byte[total];
        Span<byte> plain = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(value, plain);
        RandomNumberGenerator.Fill(sealedBytes[..NonceLength]);
        Span<byte> associated = stackalloc byte[24 + 128];
        var used = Associate(associated, stream, version, item);
        key.Encrypt(
            sealedBytes[..NonceLength], plain, sealedBytes.Slice(NonceLength, length),
            sealedBytes[(NonceLength + length)..], associated[..used]);
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Wrong key, moved to another place, or altered.</exception>
    internal static string Open(AesGcm key, Guid stream, long version, string item, string sealedText)
    {
        var bytes = Convert.FromBase64String(sealedText);
        var length = bytes.Length - NonceLength - TagLength;
        if (length < 0)
            throw new CryptographicException("A sealed value is too short.");
        Span<byte> plain = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Span<byte> associated = stackalloc byte[24 + 128];
        var used = Associate(associated, stream, version, item);
        key.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, length), bytes.AsSpan(NonceLength + length), plain, associated[..used]);
        return Encoding.UTF8.GetString(plain);
    }

    private static int Associate(Span<byte> target, Guid stream, long version, string item)
    {
        stream.TryWriteBytes(target, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(target[16..], version);
        return 24 + Encoding.UTF8.GetBytes(item, target[24..]);
    }
}
