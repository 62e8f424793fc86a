namespace ChildLink.TransparencyLog.Merkle;

/// <summary>
/// Builds a proof from the leaf hashes of a log, fed once in order. Memory is logarithmic in the size, so the leaves
/// may come from a cursor; nothing but the leaves need be stored.
/// </summary>
public sealed class ProofBuilder
{
    private readonly TreeHash[] path;
    private readonly (LeafRange Range, int Place)[] inOrder;
    private readonly long size;
    private Frontier current = new();
    private int next;

    private ProofBuilder(List<LeafRange> plan, long size)
    {
        this.size = size;
        path = new TreeHash[plan.Count];
        inOrder = [.. plan.Select((range, place) => (range, place)).OrderBy(r => r.range.Start)];
    }

    /// <summary>Leaves fed so far.</summary>
    public long Fed { get; private set; }

    /// <summary>For the proof that leaf <paramref name="index"/> is in the tree of <paramref name="size"/> leaves; 0 ≤ index &lt; size.</summary>
    public static ProofBuilder ForInclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        return new ProofBuilder(ProofPlan.ForInclusion(index, size), size);
    }

    /// <summary>For the proof that the tree of <paramref name="first"/> leaves is a prefix of that of <paramref name="second"/>; 0 &lt; first ≤ second.</summary>
    public static ProofBuilder ForConsistency(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        return new ProofBuilder(ProofPlan.ForConsistency(first, second), second);
    }

    /// <summary>Feeds the hash of the next leaf.</summary>
    /// <exception cref="InvalidOperationException">All leaves of the tree were fed.</exception>
    public void Add(TreeHash leaf)
    {
        if (Fed == size)
            throw new InvalidOperationException("All leaves of the tree were fed.");
        var at = Fed++;
        if (next == inOrder.Length || at < inOrder[next].Range.Start)
            return;
        current.Append(leaf);
        if (Fed < inOrder[next].Range.End)
            return;
        path[inOrder[next++].Place] = current.Root();
        current = new Frontier();
    }

    /// <summary>The hashes of the proof, in its order.</summary>
    /// <exception cref="InvalidOperationException">Not all leaves of the tree were fed.</exception>
    public IReadOnlyList<TreeHash> Path() =>
        Fed == size ? path : throw new InvalidOperationException("Not all leaves of the tree were fed.");
}
