namespace ChildLink.Oversight.Checkpoints;

internal static class CheckpointSql
{
    /// <summary>Another process may have signed the same size: one note is enough.</summary>
    public const string Insert = """
        insert into audit.checkpoints (tenant_id, size, root, at, note) values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, size) do nothing
        """;

    public const string All = "select size, root, note from audit.checkpoints where tenant_id = $1 order by size";

    public const string LatestCovering =
        "select size, note from audit.checkpoints where tenant_id = $1 and size > $2 order by size desc limit 1";
}
