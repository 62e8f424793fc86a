using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Gateway;

/// <summary>Where a page ended: the disclosed value it was ordered by and the row, to go on after.</summary>
/// <param name="Key">The order value as text; only ever a statement parameter.</param>
/// <param name="Subject">The last row.</param>
public sealed record PagePosition(string Key, Guid Subject);

/// <summary>
/// Cursors of pages, sealed with AES-256-GCM under a key of the municipality and bound to the question they belong to:
/// another caller, purpose, context, filter or order cannot use them, and they show nothing.
/// </summary>
public sealed class PageCursors
{
    private const int Overhead = 12 + 16;
    private readonly byte[] key;

    /// <summary>Cursors of one municipality.</summary>
    public PageCursors(KeyHome home, string tenant) => key = home.Derive("cursor", tenant);

    /// <summary>Seals a position. <paramref name="question"/> names everything the page depended on.</summary>
    public string Seal(string question, Guarded<string?> orderedBy, Guid subject)
    {
        var text = Encoding.UTF8.GetBytes(orderedBy.Open() ?? "");
        var bytes = new byte[Overhead + 16 + text.Length];
        var plain = new byte[16 + text.Length];
        subject.TryWriteBytes(plain, bigEndian: true, out _);
        text.CopyTo(plain.AsSpan(16));
        RandomNumberGenerator.Fill(bytes.AsSpan(0, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(bytes.AsSpan(0, 12), plain, bytes.AsSpan(Overhead), bytes.AsSpan(12, 16), Binding(question));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Opens a cursor of the same question; null for anything else.</summary>
    public PagePosition? Open(string question, string cursor)
    {
        if (cursor.Length > 2048 || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < Overhead + 16)
            return null;
        var plain = new byte[bytes.Length - Overhead];
        using var aes = new AesGcm(key, 16);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(Overhead), bytes.AsSpan(12, 16), plain, Binding(question));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new PagePosition(Encoding.UTF8.GetString(plain.AsSpan(16)), new Guid(plain.AsSpan(0, 16), bigEndian: true));
    }

    private static byte[] Binding(string question)
    {
        var name = Encoding.UTF8.GetBytes(question);
        var binding = new byte[4 + name.Length];
        BinaryPrimitives.WriteInt32BigEndian(binding, 1);
        name.CopyTo(binding, 4);
        return binding;
    }
}
