using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Records.Store;

/// <summary>Makes heads and versions of records anew from the events alone.</summary>
public static class RecordProjections
{
    private const string ClearHeads = "delete from read.record_heads where tenant_id = $1";

    private const string ClearVersions = "delete from read.record_versions where tenant_id = $1";

    /// <summary>
    /// Every statement as its event says it, with its rank among those of its key by effective day and then by sequence.
    /// What was stored before effective days were written down holds from the day in its file's name, else from its receipt.
    /// </summary>
    private const string Statements = """
        create temp table rebuilt_statements on commit drop as
        select s.*, row_number() over (partition by s.provision, s.key_id order by s.effective_on desc, s.seq desc) = 1 and not s.ended as is_head
        from (
            select e.headers->>'provision' as provision, (e.headers->>'key')::uuid as key_id, e.seq_id as seq,
                coalesce((e.headers->>'effective')::date, (e.headers->>'as_of')::date, (e.timestamp at time zone 'Asia/Tokyo')::date) as effective_on,
                e.type = 'record_no_longer_reported' as ended,
                coalesce(o.id, e.id) as event_id, (e.headers->>'previous')::uuid as previous_id, e.id as stated_by,
                e.stream_id, coalesce(o.version, e.version) as version,
                concat_ws(';', 'year=' || (e.headers->>'file_year'), 'fy=' || (e.headers->>'file_fy'), 'month=' || (e.headers->>'file_month'),
                    'school=' || (e.headers->>'file_school'), 'label=' || (e.headers->>'file_label')) as scope,
                (e.headers->>'delivery')::uuid as delivery_id, (e.headers->>'row')::bigint as row
            from events.mt_events e
            left join events.mt_events o on o.id = (e.headers->>'restates')::uuid
            where e.tenant_id = $1 and e.type in ('record_accepted', 'record_no_longer_reported', 'record_restated')
        ) s
        """;

    private const string Heads = """
        insert into read.record_heads (tenant_id, provision, key_id, event_id, previous_id, stream_id, version, delivery_id, row, scope, effective_on, seq, stated_by)
        select $1, provision, key_id, event_id, previous_id, stream_id, version, delivery_id, row, scope, effective_on, seq, stated_by
        from rebuilt_statements where is_head
        """;

    private const string Versions = """
        insert into read.record_versions (tenant_id, provision, key_id, seq, effective_on, ended, event_id, previous_id, stated_by,
            stream_id, version, scope, delivery_id, row)
        select $1, provision, key_id, seq, effective_on, ended, event_id, previous_id, stated_by, stream_id, version, scope, delivery_id, row
        from rebuilt_statements where not is_head
        """;

    /// <summary>Rebuilds in the caller's transaction.</summary>
    /// <param name="connection">Inside a transaction; no import may run meanwhile.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task RebuildAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        foreach (var sql in new[] { ClearHeads, ClearVersions, Statements, Heads, Versions })
            await Statement.ExecuteAsync(connection, sql, ct, tenant);
    }
}
