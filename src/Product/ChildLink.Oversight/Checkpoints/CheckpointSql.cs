namespace ChildLink.Oversight.Checkpoints;

internal static class CheckpointSql
{
    /// <summary>Until the transaction ends, no other process signs a checkpoint of this log.</summary>
    public const string TakeTurn = "select pg_advisory_xact_lock(hashtextextended('audit.checkpoints ' || $1, 0))";

    public const string Newest = "select size, note from audit.checkpoints where tenant_id = $1 order by size desc limit 1";

    public const string Insert = "insert into audit.checkpoints (tenant_id, size, root, at, note) values ($1, $2, $3, $4, $5)";

    public const string All = "select size, root, note from audit.checkpoints where tenant_id = $1 order by size";

    public const string LatestCovering =
        "select size, note from audit.checkpoints where tenant_id = $1 and size > $2 order by size desc limit 1";
}
