namespace ChildLink.Oversight.Review;

internal static class ReviewSql
{
    private const string Matches = """
        e.tenant_id = $1
        and ($2::text[] is null or e.actor = any($2::text[]))
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

    /// <summary>
    /// Materialized, so that the child's own index entries are followed first: going back through the log until a page
    /// is full would read all of it for a child seldom looked at. Numbers alone are sorted and cut to the page; the bytes
    /// are then fetched one by one from the partition of their instant, so that nothing tempts the planner to read a table.
    /// </summary>
    public const string PageOfSubject = $"""
        with looks as materialized (
            select e.seq, e.at from audit.entries e
            where e.subjects @> array[$10::uuid] and {Matches} and ($8::bigint is null or e.seq < $8::bigint)
        ), page as materialized (
            select seq, at from looks order by seq desc limit $9
        )
        select p.seq, (select e.entry from audit.entries e where e.tenant_id = $1 and e.seq = p.seq and e.at = p.at)
        from page p order by p.seq desc
        """;

    public const string LeavesBefore = "select leaf_hash from audit.entries where tenant_id = $1 and seq < $2 order by seq";
}
