using System.Security.Cryptography;

namespace ChildLink.Privacy.Sealing;

/// <summary>
/// Pseudonyms of children that differ per purpose and project and cannot be joined across them.
/// One AES-256 block over the subject id: a keyed permutation, so it is reversible here and nowhere else, and collision-free.
/// </summary>
public sealed class Pseudonyms(KeyHome home, string tenant)
{
    /// <summary>Pseudonym of a subject for one purpose and project, 32 hexadecimal digits after <c>p-</c>.</summary>
    public string Of(Guid subject, string purpose, string project)
    {
        Span<byte> block = stackalloc byte[16];
        subject.TryWriteBytes(block, bigEndian: true, out _);
        using var aes = Cipher(purpose, project);
        Span<byte> pseudonym = stackalloc byte[16];
        aes.EncryptEcb(block, pseudonym, PaddingMode.None);
        return "p-" + Convert.ToHexStringLower(pseudonym);
    }

    /// <summary>The subject behind a pseudonym; false for any other text. The result still has to be looked up.</summary>
    public bool TryResolve(string pseudonym, string purpose, string project, out Guid subject)
    {
        subject = default;
        Span<byte> block = stackalloc byte[16];
        if (pseudonym.Length != 34 || !pseudonym.StartsWith("p-", StringComparison.Ordinal)
            || Convert.FromHexString(pseudonym.AsSpan(2), block, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        using var aes = Cipher(purpose, project);
        Span<byte> plain = stackalloc byte[16];
        aes.DecryptEcb(block, plain, PaddingMode.None);
        subject = new Guid(plain, bigEndian: true);
        return true;
    }

    private Aes Cipher(string purpose, string project)
    {
        var aes = Aes.Create();
        aes.Key = home.Derive($"pseudonym/{purpose}/{project}", tenant);
        return aes;
    }
}
