using System.Buffers.Binary;
using System.Numerics;

namespace ChildLink.TransparencyLog.Merkle;

/// <summary>
/// What must be remembered of a tree to go on appending: its size and the roots of its perfect subtrees, largest first.
/// A tree of a million leaves needs seven hashes.
/// </summary>
/// <remarks>Not thread-safe. An append costs one hash on average and at most log2(size).</remarks>
public sealed class Frontier
{
    private readonly List<TreeHash> roots;

    /// <summary>The empty tree.</summary>
    public Frontier()
        : this(0, [])
    {
    }

    private Frontier(long size, List<TreeHash> roots)
    {
        Size = size;
        this.roots = roots;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <returns>Null when the bytes are no frontier: negative size, or not one hash per set bit of the size.</returns>
    public static Frontier? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long))
            return null;
        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var hashes = bytes[sizeof(long)..];
        if (size < 0 || hashes.Length != BitOperations.PopCount((ulong)size) * TreeHash.Length)
            return null;
        var roots = new List<TreeHash>(hashes.Length / TreeHash.Length);
        for (; hashes.Length > 0; hashes = hashes[TreeHash.Length..])
            roots.Add(new TreeHash(hashes[..TreeHash.Length]));
        return new Frontier(size, roots);
    }

    /// <summary>Adds the hash of the next leaf.</summary>
    public void Append(TreeHash leaf)
    {
        var node = leaf;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = TreeHash.OfNode(roots[^1], node);
            roots.RemoveAt(roots.Count - 1);
        }

        roots.Add(node);
        Size++;
    }

    /// <summary>Root of the tree as it is now.</summary>
    public TreeHash Root()
    {
        if (Size == 0)
            return TreeHash.Empty;
        var root = roots[^1];
        for (var i = roots.Count - 2; i >= 0; i--)
            root = TreeHash.OfNode(roots[i], root);
        return root;
    }

    /// <summary>A frontier that grows on its own.</summary>
    public Frontier Copy() => new(Size, [.. roots]);

    /// <summary>Size as 8 bytes, big-endian, then 32 bytes per perfect subtree, largest first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + (roots.Count * TreeHash.Length)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < roots.Count; i++)
            roots[i].CopyTo(bytes.AsSpan(sizeof(long) + (i * TreeHash.Length)));
        return bytes;
    }
}
