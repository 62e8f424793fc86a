using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Sealing;

/// <summary>A file sealed by AES-256-GCM: 12 bytes of nonce, the content, 16 bytes of tag. Its name is associated data.</summary>
internal static class SealedFile
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(byte[] key, string name, byte[] content)
    {
        var file = new byte[NonceLength + content.Length + TagLength];
        var (nonce, inside, tag) = Split(file);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce.Span, content, inside.Span, tag.Span, Encoding.UTF8.GetBytes(name));
        return file;
    }

    /// <exception cref="CryptographicException">The file was altered, or sealed by another home or under another name.</exception>
    public static byte[] Open(byte[] key, string name, byte[] file)
    {
        if (file.Length < NonceLength + TagLength)
            throw new CryptographicException("A sealed file is too short.");
        var (nonce, inside, tag) = Split(file);
        var content = new byte[inside.Length];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(nonce.Span, inside.Span, tag.Span, content, Encoding.UTF8.GetBytes(name));
        return content;
    }

    private static (Memory<byte> Nonce, Memory<byte> Inside, Memory<byte> Tag) Split(byte[] file) =>
        (file.AsMemory(0, NonceLength), file.AsMemory(NonceLength..^TagLength), file.AsMemory(^TagLength..));
}
