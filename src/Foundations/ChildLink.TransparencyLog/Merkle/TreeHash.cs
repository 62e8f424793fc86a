using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChildLink.TransparencyLog.Merkle;

/// <summary>
/// One SHA-256 value of a Merkle tree: the hash of a leaf, of an inner node or of a whole tree.
/// Leaves and nodes are hashed under different prefixes, so neither can pass for the other.
/// </summary>
/// <remarks>Source: RFC 6962 section 2.1. The default value is 32 zero bytes, which is the hash of nothing known.</remarks>
public readonly record struct TreeHash
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int LargestOnStack = 1024;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    /// <summary>Reads 32 bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> are not exactly 32.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException("A tree hash has exactly 32 bytes.", nameof(bytes));
        a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Root of the tree without leaves: the hash of no bytes.</summary>
    public static TreeHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>Hash of a leaf: SHA-256 of 0x00 and the entry.</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        var rented = length > LargestOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[LargestOnStack] : rented.AsSpan();
        input[0] = LeafPrefix;
        entry.CopyTo(input[1..]);
        var hash = Digest(input[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }

    /// <summary>Hash of an inner node: SHA-256 of 0x01, the left and the right child.</summary>
    public static TreeHash OfNode(TreeHash left, TreeHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return Digest(input);
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="target"/>.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, a);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], b);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], c);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], d);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    private static TreeHash Digest(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(input, digest);
        return new TreeHash(digest);
    }
}
