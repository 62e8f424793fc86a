namespace ChildLink.Oversight.Verification;

internal static class VerificationSql
{
    public const string ReadOnly = "set transaction read only";

    public const string EntriesAfter = """
        select seq, at, entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy,
               subjects::text[], row_count
        from audit.entries
        where tenant_id = $1 and seq > $2
        order by seq, at
        limit $3
        """;

    public const string Head = "select size, frontier from audit.tree_heads where tenant_id = $1";
}
