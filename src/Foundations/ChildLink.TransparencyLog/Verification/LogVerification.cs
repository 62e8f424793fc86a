using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.TransparencyLog.Verification;

/// <summary>
/// Recomputes a log from its entries, fed once in order, and holds it against checkpoints. Memory does not grow with the log.
/// The signatures of the checkpoints must have been verified before.
/// </summary>
public sealed class LogVerification
{
    private readonly Checkpoint[] checkpoints;
    private readonly Frontier frontier = new();
    private readonly List<CheckpointMismatch> mismatches = [];
    private int next;
    private long confirmed;

    /// <summary>Takes the checkpoints to hold the log against, in any order.</summary>
    public LogVerification(IEnumerable<Checkpoint> expected)
    {
        checkpoints = [.. expected.OrderBy(c => c.Size)];
        CompareHere();
    }

    /// <summary>Entries fed so far.</summary>
    public long Size => frontier.Size;

    /// <summary>Feeds the next entry.</summary>
    public void Add(ReadOnlySpan<byte> entry) => AddLeaf(TreeHash.OfLeaf(entry));

    /// <summary>Feeds the hash of the next entry.</summary>
    public void AddLeaf(TreeHash leaf)
    {
        frontier.Append(leaf);
        CompareHere();
    }

    /// <summary>What the log is, after its last entry.</summary>
    public LogReport Complete()
    {
        for (; next < checkpoints.Length; next++)
            mismatches.Add(new CheckpointMismatch.BeyondEnd(checkpoints[next]));
        return new LogReport(frontier.Copy(), confirmed, mismatches);
    }

    private void CompareHere()
    {
        if (next == checkpoints.Length || checkpoints[next].Size != frontier.Size)
            return;
        var root = frontier.Root();
        for (; next < checkpoints.Length && checkpoints[next].Size == frontier.Size; next++)
        {
            if (checkpoints[next].Root != root)
                mismatches.Add(new CheckpointMismatch.OtherRoot(checkpoints[next], root));
            else
                confirmed = frontier.Size;
        }
    }
}

/// <summary>What a recomputed log is.</summary>
/// <param name="Tree">Its size and root.</param>
/// <param name="Confirmed">Size of the largest checkpoint whose root is right; the entries before it are the ones that were signed.</param>
/// <param name="Mismatches">Checkpoints that the log does not keep, by size; empty for a sound log.</param>
public sealed record LogReport(Frontier Tree, long Confirmed, IReadOnlyList<CheckpointMismatch> Mismatches);
