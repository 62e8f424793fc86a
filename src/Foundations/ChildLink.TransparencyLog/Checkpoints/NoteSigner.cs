using System.Security.Cryptography;
using System.Text;

namespace ChildLink.TransparencyLog.Checkpoints;

/// <summary>Signs notes with an ECDSA key on P-256; see <see cref="NoteVerifier"/> for the form. Safe for concurrent use.</summary>
public sealed class NoteSigner : IDisposable
{
    private readonly ECDsa key;
    private readonly Lock turn = new();

    /// <summary>Takes the key over; it is disposed with the signer.</summary>
    /// <exception cref="ArgumentException">The name is empty or holds spaces or a plus, or the key is not on P-256.</exception>
    public NoteSigner(string name, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(key);
        if (!SignedNote.IsKeyName(name))
            throw new ArgumentException("A key name is not empty and holds neither spaces nor a plus.", nameof(name));
        Verifier = NoteVerifier.OnP256(name, key.ExportSubjectPublicKeyInfo())
            ?? throw new ArgumentException("The key must be on the curve P-256.", nameof(key));
        this.key = key;
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The signed note of a text.</summary>
    /// <exception cref="ArgumentException">The text does not end in a newline.</exception>
    public string Sign(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith('\n'))
            throw new ArgumentException("The text of a note ends in a newline.", nameof(text));
        var bytes = Encoding.UTF8.GetBytes(text);
        byte[] signature;
        lock (turn)
            signature = key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new SignedNote(text, [new NoteSignature(Verifier.Name, Verifier.KeyId, signature)]).ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        key.Dispose();
        Verifier.Dispose();
    }
}
