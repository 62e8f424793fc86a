using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Sealing.Escrow;

namespace ChildLink.Privacy.Sealing;

/// <summary>A master key: printed and compared by its id only.</summary>
/// <remarks>A class, not a record: a record would print its bytes.</remarks>
public sealed class MasterKey
{
    internal const int Length = 32;

    private readonly byte[] bytes;

    private MasterKey(byte[] bytes)
    {
        this.bytes = bytes;
        Id = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes("childlink master key id"), .. bytes]).AsSpan(0, 4));
    }

    /// <summary>Eight hexadecimal digits that tell master keys apart and reveal nothing of them.</summary>
    public string Id { get; }

    /// <summary>Splits the key into three parts, any two of which give it back.</summary>
    /// <param name="municipality">全国地方公共団体コード; stands on every part.</param>
    public IReadOnlyList<EscrowPart> Split(string municipality) =>
        [.. SecretSharing.Split(bytes, EscrowPart.Threshold, EscrowPart.Count)
            .Select((share, i) => new EscrowPart(municipality, Id, i + 1, share))];

    /// <summary>Puts the key into a key home that has lost its own.</summary>
    public KeyReturn PutInto(string folder)
    {
        var files = new KeyFiles(folder);
        if (!Directory.Exists(folder) || (!files.Holds(KeyHome.Root) && files.Epochs().Count == 0))
            return KeyReturn.NothingToOpen;
        if (files.Masters().Count > 0)
            return KeyReturn.Present;
        try
        {
            if (files.Holds(KeyHome.Root))
                KeyWrap.Unwrap(bytes, KeyHome.RootName, File.ReadAllBytes(files.PathOf(KeyHome.Root)));
            foreach (var epoch in files.Epochs())
                KeyWrap.Unwrap(bytes, epoch, File.ReadAllBytes(files.PathOf(KeyFiles.NameOfEpoch(epoch))));
        }
        catch (AuthenticationTagMismatchException)
        {
            return KeyReturn.DoesNotFit;
        }

        files.ReadOrCreate(KeyFiles.Master, () => bytes);
        return KeyReturn.Done;
    }

    /// <inheritdoc/>
    public override string ToString() => $"master key {Id}";

    internal static MasterKey Of(byte[] bytes) => new(bytes);
}

/// <summary>What putting a master key back leads to; but for <see cref="Done"/> nothing was written.</summary>
public enum KeyReturn
{
    /// <summary>The key is back and opens what is there.</summary>
    Done,

    /// <summary>A master key is there already.</summary>
    Present,

    /// <summary>There are no wrapped keys: the copy of the key home has to be brought back first.</summary>
    NothingToOpen,

    /// <summary>The keys that are there were wrapped by another master key.</summary>
    DoesNotFit,
}
