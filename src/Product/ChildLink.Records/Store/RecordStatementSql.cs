namespace ChildLink.Records.Store;

internal static class RecordStatementSql
{
    // LATERAL with LIMIT: right after a bulk load the database has no statistics, and everything but one look-up per key
    // would read the provision from its beginning for every part of a file.
    private const string EachHead = """
        from unnest($3::uuid[]) as k (id) cross join lateral (
            select key_id, seq, effective_on, event_id, previous_id, stated_by, stream_id, version, row from read.record_heads
            where tenant_id = $1 and provision = $2 and key_id = k.id limit 1) h
        """;

    private const string EachVersion = """
        from unnest($3::uuid[]) as k (id) cross join lateral (
            select key_id, seq, effective_on, ended, event_id, previous_id, stated_by, stream_id, version, row from read.record_versions
            where tenant_id = $1 and provision = $2 and key_id = k.id order by seq offset 0) v
        """;

    private const string OfHead = "key_id, seq, effective_on, false, event_id, previous_id, stated_by, stream_id, version, row";

    private const string OfVersion = "key_id, seq, effective_on, ended, event_id, previous_id, stated_by, stream_id, version, row";

    public const string Heads = $"""
        select {OfHead} {EachHead}
        """;

    public const string All = $"""
        select {OfHead} {EachHead}
        union all
        select {OfVersion} {EachVersion}
        """;

    /// <summary>The latest statement decides whose scope a key is in: a pupil who changed school stands in the new one only.</summary>
    public const string Standing = """
        select key_id from (
            select distinct on (key_id) key_id, scope, ended from (
                select key_id, scope, effective_on, seq, false as ended from read.record_heads where tenant_id = $1 and provision = $2
                union all
                select key_id, scope, effective_on, seq, ended from read.record_versions where tenant_id = $1 and provision = $2
            ) statements
            where effective_on <= $4
            order by key_id, effective_on desc, seq desc
        ) latest
        where scope = $3 and not ended
        """;

    public const string KeepRetired = """
        insert into read.record_versions (tenant_id, provision, key_id, seq, effective_on, ended, event_id, previous_id, stated_by,
            stream_id, version, scope, delivery_id, row)
        select tenant_id, provision, key_id, seq, effective_on, false, event_id, previous_id, stated_by,
            stream_id, version, scope, delivery_id, row
        from read.record_heads where tenant_id = $1 and provision = $2 and key_id = any($3)
        """;

    public const string Retire = "delete from read.record_heads where tenant_id = $1 and provision = $2 and key_id = any($3)";

    private const string Columns = """
        (tenant_id, provision, delivery_id, scope, key_id, seq, effective_on, event_id, previous_id, stated_by, stream_id, version, row
        """;

    private const string Values = """
        select $1, $2, $3, $4, s.key_id, s.seq, s.effective_on, s.event_id, s.previous_id, s.stated_by, s.stream_id, s.version, s.row
        """;

    private const string Rows = """
        from unnest($5::uuid[], $6::bigint[], $7::date[], $8::boolean[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::bigint[], $14::bigint[])
            as s (key_id, seq, effective_on, ended, event_id, previous_id, stated_by, stream_id, version, row)
        """;

    public const string InsertHeads = $"insert into read.record_heads {Columns}) {Values} {Rows}";

    public const string InsertVersions = $"insert into read.record_versions {Columns}, ended) {Values}, s.ended {Rows}";
}
