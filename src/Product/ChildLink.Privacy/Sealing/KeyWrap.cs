using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Sealing;

/// <summary>Wraps a 32-byte key under another by AES-256-GCM; the name is associated data, so a key cannot pose as another's.</summary>
internal static class KeyWrap
{
    public const int WrappedLength = 12 + 32 + 16;

    public static byte[] Wrap(ReadOnlySpan<byte> wrappingKey, string name, ReadOnlySpan<byte> key)
    {
        using var aes = new AesGcm(wrappingKey, 16);
        return Wrap(aes, name, key);
    }

    public static byte[] Wrap(AesGcm aes, string name, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[WrappedLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        aes.Encrypt(wrapped.AsSpan(0, 12), key, wrapped.AsSpan(12, 32), wrapped.AsSpan(44, 16), Encoding.UTF8.GetBytes(name));
        return wrapped;
    }

    public static byte[] Unwrap(ReadOnlySpan<byte> wrappingKey, string name, ReadOnlySpan<byte> wrapped)
    {
        using var aes = new AesGcm(wrappingKey, 16);
        return Unwrap(aes, name, wrapped);
    }

    public static byte[] Unwrap(AesGcm aes, string name, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != WrappedLength)
            throw new CryptographicException("A wrapped key has the wrong length.");
        var key = new byte[32];
        aes.Decrypt(wrapped[..12], wrapped.Slice(12, 32), wrapped.Slice(44, 16), key, Encoding.UTF8.GetBytes(name));
        return key;
    }
}
