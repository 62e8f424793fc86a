namespace ChildLink.EventStore.Streams;

internal static class EventLogSql
{
    public const string CreateStreams = """
        insert into events.mt_streams (tenant_id, id, type, version, timestamp)
        select $1, s.id, $2, s.version, $3 from unnest($4::uuid[], $5::bigint[]) as s (id, version)
        on conflict do nothing
        """;

    /// <summary>
    /// One look-up per stream, then straight to the row: right after a bulk load the database has no statistics, and every
    /// join it might choose reads all streams. A row that moved meanwhile is followed and its version compared again.
    /// </summary>
    public const string AdvanceStreams = """
        update events.mt_streams s
        set version = b.version, timestamp = $2
        from (
            select (select t.ctid from events.mt_streams t where t.tenant_id = $1 and t.id = n.id) as place, n.expected, n.version
            from unnest($3::uuid[], $4::bigint[], $5::bigint[]) as n (id, expected, version)
            offset 0) b
        where s.ctid = b.place and s.version = b.expected
        """;

    public const string Lock = "select pg_advisory_xact_lock($1)";

    public const string Draw = "select nextval('events.mt_events_sequence') from generate_series(1, $1)";

    public const string InsertEvents = """
        copy events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers) from stdin (format binary)
        """;

    public const string Versions = """
        select s.id, s.version
        from unnest($2::uuid[]) as n (id)
        cross join lateral (select id, version from events.mt_streams where tenant_id = $1 and id = n.id limit 1) s
        """;

    public const string ReadStream = """
        select seq_id, id, stream_id, version, type, convert_to(data::text, 'UTF8'), convert_to(headers::text, 'UTF8'), timestamp
        from events.mt_events where tenant_id = $1 and stream_id = $2 order by version
        """;

    public const string ReadTypes = """
        select seq_id, id, stream_id, version, type, convert_to(data::text, 'UTF8'), convert_to(headers::text, 'UTF8'), timestamp
        from events.mt_events where tenant_id = $1 and type = any($2) and seq_id > $3 order by seq_id
        """;
}
