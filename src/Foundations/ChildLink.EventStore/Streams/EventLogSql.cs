namespace ChildLink.EventStore.Streams;

internal static class EventLogSql
{
    public const string CreateStage = """
        create temp table if not exists event_stage (
            ordinal integer, id uuid, stream_id uuid, version bigint, type varchar, data jsonb, headers jsonb
        ) on commit delete rows
        """;

    public const string Stage =
        "copy event_stage (ordinal, id, stream_id, version, type, data, headers) from stdin (format binary)";

    public const string ClearStage = "truncate event_stage";

    public const string CountStreams = "select count(distinct stream_id) from event_stage";

    public const string CreateStreams = """
        insert into events.mt_streams (tenant_id, id, type, version)
        select $1, stream_id, $2, 0 from event_stage group by stream_id having min(version) = 1
        order by stream_id
        on conflict do nothing
        """;

    public const string AdvanceStreams = """
        update events.mt_streams s
        set version = b.last_version, timestamp = $2
        from (select stream_id, min(version) - 1 as expected, max(version) as last_version, count(*) as events
              from event_stage group by stream_id) b
        where s.tenant_id = $1 and s.id = b.stream_id and s.version = b.expected
          and b.last_version - b.expected = b.events
        """;

    public const string Lock = "select pg_advisory_xact_lock($1)";

    public const string InsertEvents = """
        insert into events.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
        select nextval('events.mt_events_sequence'), e.id, e.stream_id, e.version, e.data, e.type, $2, $1, e.headers
        from (select id, stream_id, version, data, type, headers from event_stage order by ordinal) e
        """;

    public const string Versions =
        "select id, version from events.mt_streams where tenant_id = $1 and id = any($2)";

    public const string ReadStream = """
        select seq_id, id, stream_id, version, type, convert_to(data::text, 'UTF8'), convert_to(headers::text, 'UTF8'), timestamp
        from events.mt_events where tenant_id = $1 and stream_id = $2 order by version
        """;

    public const string ReadTypes = """
        select seq_id, id, stream_id, version, type, convert_to(data::text, 'UTF8'), convert_to(headers::text, 'UTF8'), timestamp
        from events.mt_events where tenant_id = $1 and type = any($2) and seq_id > $3 order by seq_id
        """;
}
