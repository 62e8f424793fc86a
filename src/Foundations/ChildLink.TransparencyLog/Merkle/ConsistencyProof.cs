using System.Numerics;

namespace ChildLink.TransparencyLog.Merkle;

/// <summary>Shows that a tree was only appended to: the first is a prefix of the second.</summary>
/// <param name="First">Leaves of the older tree.</param>
/// <param name="Second">Leaves of the newer tree.</param>
/// <param name="Path">Hashes of subtrees; empty when the sizes are equal.</param>
public sealed record ConsistencyProof(long First, long Second, IReadOnlyList<TreeHash> Path)
{
    /// <summary>Whether the path leads to both roots. Source: RFC 9162 section 2.1.4.2.</summary>
    public bool Verify(TreeHash firstRoot, TreeHash secondRoot)
    {
        if (First <= 0 || First > Second)
            return false;
        if (First == Second)
            return Path.Count == 0 && firstRoot == secondRoot;
        if (Path.Count == 0)
            return false;

        var (at, last) = (First - 1, Second - 1);
        while ((at & 1) == 1)
            (at, last) = (at >> 1, last >> 1);

        // An older tree that is perfect is itself a subtree of the newer one; the proof leaves it out.
        var perfect = BitOperations.IsPow2(First);
        var older = perfect ? firstRoot : Path[0];
        var newer = older;
        for (var i = perfect ? 0 : 1; i < Path.Count; i++)
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                older = TreeHash.OfNode(Path[i], older);
                newer = TreeHash.OfNode(Path[i], newer);
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                newer = TreeHash.OfNode(newer, Path[i]);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && older == firstRoot && newer == secondRoot;
    }
}
