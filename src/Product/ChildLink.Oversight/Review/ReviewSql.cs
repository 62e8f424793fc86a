namespace ChildLink.Oversight.Review;

internal static class ReviewSql
{
    private const string Matches = """
        e.tenant_id = $1
        and ($2::text is null or e.actor = $2::text)
        and ($3::text is null or e.role = $3::text)
        and ($4::text is null or e.purpose = $4::text)
        and ($5::text is null or e.outcome = $5::text or starts_with(e.outcome, $5::text || ':'))
        and ($6::timestamptz is null or e.at >= $6::timestamptz)
        and ($7::timestamptz is null or e.at < $7::timestamptz)
        """;

    public const string Page = $"""
        select e.seq, e.entry from audit.entries e
        where {Matches} and ($8::bigint is null or e.seq < $8::bigint)
        order by e.seq desc
        limit $9
        """;

    /// <summary>Driven by the child's own list, newest first: short even where the log is long.</summary>
    public const string PageOfSubject = $"""
        select s.seq, e.entry
        from audit.entry_subjects s
        join audit.entries e on e.tenant_id = s.tenant_id and e.seq = s.seq
        where s.tenant_id = $1 and s.subject_id = $10 and {Matches} and ($8::bigint is null or s.seq < $8::bigint)
        order by s.seq desc
        limit $9
        """;

    public const string LeavesBefore = "select leaf_hash from audit.entries where tenant_id = $1 and seq < $2 order by seq";
}
