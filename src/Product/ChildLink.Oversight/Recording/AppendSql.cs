namespace ChildLink.Oversight.Recording;

internal static class AppendSql
{
    /// <summary>Commits must reach the disk; a setting that waits for more (remote_apply) is left alone.</summary>
    public const string CommitToDisk = """
        select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') in ('off', 'local', 'remote_write')
        """;

    public const string LoadFrontier = "select frontier from audit.tree_heads where tenant_id = $1";

    public const string Append = """
        select appended, frontier
        from audit.append_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        """;
}
