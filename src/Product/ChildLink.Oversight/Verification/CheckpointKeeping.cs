namespace ChildLink.Oversight.Verification;

/// <summary>What the folder of checkpoints outside the database is.</summary>
public enum CheckpointKeeping
{
    /// <summary>The folder the servers write to: it lacks at most the newest checkpoint of the database, which may be on its way.</summary>
    Live,

    /// <summary>A copy of that folder: it lacks at most the checkpoints that are newer than its newest.</summary>
    Copied,
}
