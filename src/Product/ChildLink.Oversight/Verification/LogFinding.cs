using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Oversight.Verification;

/// <summary>What is wrong with a place of the log.</summary>
public enum LogFault
{
    /// <summary>A sequence number is missing: entries were deleted.</summary>
    Missing,

    /// <summary>A sequence number stands twice: an entry was inserted.</summary>
    Doubled,

    /// <summary>The entry does not hash to the leaf that stands beside it: one of them was altered.</summary>
    Altered,

    /// <summary>The entry is not in the canonical form.</summary>
    Unreadable,

    /// <summary>A searchable column does not say what the entry says.</summary>
    ColumnDiffers,

    /// <summary>The tree head does not belong to the entries.</summary>
    HeadDiffers,

    /// <summary>A checkpoint is malformed, of another log, or not signed by the key of this log.</summary>
    BadCheckpoint,

    /// <summary>The entries before a checkpoint are not those that were signed: some were altered, replaced or reordered.</summary>
    RootDiffers,

    /// <summary>The log is shorter than a checkpoint: its tail was cut off.</summary>
    Truncated,

    /// <summary>A checkpoint kept outside is not in the database.</summary>
    CheckpointRemoved,

    /// <summary>A checkpoint in the database is not outside, where nothing but time may be ahead of it.</summary>
    CheckpointMissingOutside,
}

/// <summary>One fault.</summary>
/// <param name="Sequence">The entry, or the size of the checkpoint; null where the fault belongs to no place.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Detail">Where to look; never a personal value.</param>
public sealed record LogFinding(long? Sequence, LogFault Fault, string Detail);

/// <summary>What a verification came to.</summary>
public abstract record LogVerdict
{
    private LogVerdict()
    {
    }

    /// <summary>Every entry is as it was written.</summary>
    /// <param name="Size">Number of entries.</param>
    /// <param name="Root">Root of the tree.</param>
    /// <param name="Inside">Different checkpoints in the database that were verified.</param>
    /// <param name="Outside">Different checkpoints outside that were verified.</param>
    /// <param name="Confirmed">Entries covered by a signed checkpoint; a later tail has only the database to vouch for it.</param>
    /// <param name="ConfirmedOutside">Entries covered by a checkpoint outside, where who controls the database does not reach.</param>
    public sealed record Intact(long Size, TreeHash Root, int Inside, int Outside, long Confirmed, long ConfirmedOutside) : LogVerdict;

    /// <summary>The log was tampered with or damaged.</summary>
    /// <param name="Size">Number of entries found.</param>
    /// <param name="Findings">The faults in the order they were found, at most 100.</param>
    /// <param name="Total">Number of faults altogether.</param>
    public sealed record Broken(long Size, IReadOnlyList<LogFinding> Findings, long Total) : LogVerdict;
}
