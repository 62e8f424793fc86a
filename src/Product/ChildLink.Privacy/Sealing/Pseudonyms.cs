using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing;

/// <summary>Pseudonyms of children that differ per purpose and project and cannot be joined across them.</summary>
public sealed class Pseudonyms(KeyHome home, string tenant)
{
    /// <summary>The pseudonyms of one purpose and project.</summary>
    public PseudonymSeries For(string purpose, string project) => new(home.Derive($"pseudonym/{purpose}/{project}", tenant));
}

/// <summary>
/// One AES-256 block over the subject id: a keyed permutation, so it is reversible here and nowhere else, and collision-free.
/// </summary>
/// <remarks>Not thread-safe; dispose after use.</remarks>
public sealed class PseudonymSeries : IDisposable
{
    private readonly Aes aes = Aes.Create();

    internal PseudonymSeries(byte[] key) => aes.Key = key;

    /// <summary>Pseudonym of a subject: <c>p-</c> and 32 hexadecimal digits.</summary>
    public string Of(Guid subject)
    {
        Span<byte> block = stackalloc byte[16];
        subject.TryWriteBytes(block, bigEndian: true, out _);
        Span<byte> pseudonym = stackalloc byte[16];
        aes.EncryptEcb(block, pseudonym, PaddingMode.None);
        return "p-" + Convert.ToHexStringLower(pseudonym);
    }

    /// <summary>The subject behind a pseudonym; false for any other text. The result still has to be looked up.</summary>
    public bool TryResolve(string pseudonym, out Guid subject)
    {
        subject = default;
        Span<byte> block = stackalloc byte[16];
        if (pseudonym.Length != 34 || !pseudonym.StartsWith("p-", StringComparison.Ordinal)
            || Convert.FromHexString(pseudonym.AsSpan(2), block, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        Span<byte> plain = stackalloc byte[16];
        aes.DecryptEcb(block, plain, PaddingMode.None);
        subject = new Guid(plain, bigEndian: true);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => aes.Dispose();
}
