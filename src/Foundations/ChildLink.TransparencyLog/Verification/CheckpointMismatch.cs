using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.TransparencyLog.Verification;

/// <summary>A checkpoint that the log as it is now does not keep.</summary>
public abstract record CheckpointMismatch
{
    private CheckpointMismatch(Checkpoint checkpoint) => Checkpoint = checkpoint;

    /// <summary>The checkpoint.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The first <c>Checkpoint.Size</c> entries have another root.</summary>
    public sealed record OtherRoot : CheckpointMismatch
    {
        internal OtherRoot(Checkpoint checkpoint, TreeHash computed)
            : base(checkpoint) => Computed = computed;

        /// <summary>The root they have.</summary>
        public TreeHash Computed { get; }
    }

    /// <summary>The log is shorter than the checkpoint.</summary>
    public sealed record BeyondEnd : CheckpointMismatch
    {
        internal BeyondEnd(Checkpoint checkpoint)
            : base(checkpoint)
        {
        }
    }
}
