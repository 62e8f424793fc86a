using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChildLink.TransparencyLog.Checkpoints;

/// <summary>
/// The public half of a note key: ECDSA on P-256 with SHA-256, signature type 0x02 of C2SP signed-note. A signature is the
/// ASN.1 DER sequence over the UTF-8 note text; the key id is the first four bytes of the SHA-256 of the public key in SPKI DER.
/// </summary>
public sealed class NoteVerifier : IDisposable
{
    private const byte EcdsaType = 0x02;
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa key;
    private readonly byte[] publicKey;
    private readonly Lock turn = new();

    private NoteVerifier(string name, ECDsa key, byte[] publicKey)
    {
        Name = name;
        this.key = key;
        this.publicKey = publicKey;
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));
    }

    /// <summary>Name of the key.</summary>
    public string Name { get; }

    /// <summary>Identifier of the key.</summary>
    public uint KeyId { get; }

    /// <summary>Reads a verifier key <c>name+hexadecimal key id+base 64 of type and public key</c>.</summary>
    /// <returns>Null when it is not in the form, not of type 0x02, not on P-256, or its id does not belong to its key.</returns>
    public static NoteVerifier? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('+', 3) is not [var name, var id, var encoded] || !SignedNote.IsKeyName(name))
            return null;
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length) || length < 2 || bytes[0] != EcdsaType)
            return null;
        var verifier = OnP256(name, bytes[1..length]);
        if (verifier is null || id == verifier.KeyId.ToString("x8", CultureInfo.InvariantCulture))
            return verifier;
        verifier.Dispose();
        return null;
    }

    /// <summary>The text of a note that this key signed.</summary>
    /// <returns>Null when the note is malformed, not signed by this key, or a signature in its name is wrong.</returns>
    public string? Open(string note)
    {
        if (SignedNote.Parse(note) is not { } signed)
            return null;
        var text = Encoding.UTF8.GetBytes(signed.Text);
        var mine = signed.Signatures.Where(s => s.KeyId == KeyId && s.KeyName == Name).ToList();
        return mine.Count > 0 && mine.TrueForAll(s => Verifies(text, s.Signature.Span)) ? signed.Text : null;
    }

    /// <summary>The verifier key, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([EcdsaType, .. publicKey])}");

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    internal static NoteVerifier? OnP256(string name, byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && IsP256(key))
                return new NoteVerifier(name, key, publicKey);
        }
        catch (CryptographicException)
        {
            // Not a key at all: the same answer as a key on another curve.
        }

        key.Dispose();
        return null;
    }

    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256;

    // ECDsa promises nothing about concurrent use.
    private bool Verifies(byte[] text, ReadOnlySpan<byte> signature)
    {
        lock (turn)
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
