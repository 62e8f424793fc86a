namespace ChildLink.Oversight.Verification;

internal static class VerificationSql
{
    public const string EntriesAfter = """
        select seq, at, entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy, row_count
        from audit.entries
        where tenant_id = $1 and seq > $2
        order by seq, at
        limit $3
        """;

    public const string SubjectsBetween = """
        select seq, subject_id from audit.entry_subjects
        where tenant_id = $1 and seq > $2 and seq <= $3
        order by seq
        """;

    public const string Head = "select size, frontier from audit.tree_heads where tenant_id = $1";
}
