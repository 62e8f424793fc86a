namespace ChildLink.Oversight.Recording;

/// <summary>Limits of the access log.</summary>
public sealed record AccessLogOptions
{
    /// <summary>Entries that may wait; more callers wait to enqueue.</summary>
    public int Capacity { get; init; } = 4096;

    /// <summary>Most entries of one transaction.</summary>
    public int LargestBatch { get; init; } = 512;

    /// <summary>Longest a caller waits, and longest one transaction may take, before the log counts as unavailable.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest time between two checkpoints of one tenant.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tenants whose tree is signed at the start when it is newer than its last checkpoint: what a killed process left
    /// unsigned. Only those whose checkpoints this process signs; none unless told.
    /// </summary>
    public IReadOnlyList<string> SignAtStart { get; init; } = [];

    /// <summary>
    /// How long a failed write makes the log count as not writable when nothing was tried since. It ends, because a server
    /// that is sent no requests after a failure would never find out that the log is back.
    /// </summary>
    public TimeSpan FailureHolds { get; init; } = TimeSpan.FromSeconds(10);
}
