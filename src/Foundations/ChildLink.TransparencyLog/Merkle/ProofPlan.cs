using System.Numerics;

namespace ChildLink.TransparencyLog.Merkle;

/// <summary>Leaves <c>[Start, End)</c> whose root stands in a proof.</summary>
internal readonly record struct LeafRange(long Start, long End);

/// <summary>Which subtrees a proof names, in the order of the proof. Source: RFC 6962 sections 2.1.1 and 2.1.2, written as they stand.</summary>
internal static class ProofPlan
{
    public static List<LeafRange> ForInclusion(long index, long size)
    {
        var path = new List<LeafRange>();
        AddPath(path, index, new LeafRange(0, size));
        return path;
    }

    public static List<LeafRange> ForConsistency(long first, long second)
    {
        var path = new List<LeafRange>();
        AddSubproof(path, first, new LeafRange(0, second), whole: true);
        return path;
    }

    private static void AddPath(List<LeafRange> path, long index, LeafRange tree)
    {
        if (tree.End - tree.Start == 1)
            return;
        var (left, right) = Split(tree);
        var (near, far) = index < left.End ? (left, right) : (right, left);
        AddPath(path, index, near);
        path.Add(far);
    }

    private static void AddSubproof(List<LeafRange> path, long first, LeafRange tree, bool whole)
    {
        if (first == tree.End)
        {
            if (!whole)
                path.Add(tree);
            return;
        }

        var (left, right) = Split(tree);
        if (first <= left.End)
        {
            AddSubproof(path, first, left, whole);
            path.Add(right);
        }
        else
        {
            AddSubproof(path, first, right, whole: false);
            path.Add(left);
        }
    }

    private static (LeafRange Left, LeafRange Right) Split(LeafRange tree)
    {
        var half = (long)(BitOperations.RoundUpToPowerOf2((ulong)(tree.End - tree.Start)) >> 1);
        return (new LeafRange(tree.Start, tree.Start + half), new LeafRange(tree.Start + half, tree.End));
    }
}
