namespace ChildLink.TransparencyLog.Merkle;

/// <summary>Shows that a leaf stands at a place of a tree.</summary>
/// <param name="Index">Place of the leaf, from 0.</param>
/// <param name="Size">Leaves of the tree.</param>
/// <param name="Path">Hashes from the leaf's neighbour up to the root's child.</param>
public sealed record InclusionProof(long Index, long Size, IReadOnlyList<TreeHash> Path)
{
    /// <summary>Whether the leaf and the path give exactly this root. Source: RFC 9162 section 2.1.3.2.</summary>
    public bool Verify(TreeHash leaf, TreeHash root)
    {
        if (Index < 0 || Index >= Size)
            return false;
        var (at, last, hash) = (Index, Size - 1, leaf);
        foreach (var neighbour in Path)
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = TreeHash.OfNode(neighbour, hash);
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                hash = TreeHash.OfNode(hash, neighbour);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }
}
