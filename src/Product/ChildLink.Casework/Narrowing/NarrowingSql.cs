namespace ChildLink.Casework.Narrowing;

internal static class NarrowingSql
{
    /// <summary>Serialises decisions about the candidates of one run.</summary>
    public const string LockRun = "select pg_advisory_xact_lock(hashtextextended('narrowing' || $1 || $2::text, 0))";

    /// <summary>Candidates of a run among some children, who live here on a day ($4), with the step that stands.</summary>
    public const string Standing = """
        select x.resident_id, coalesce(n.version, 0), coalesce(n.status, 'open'), n.note, n.noted_by, n.noted_at
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        left join read.narrowing_steps n on n.tenant_id = x.tenant_id and n.run_id = x.run_id and n.resident_id = x.resident_id and n.latest
        where x.tenant_id = $1 and x.run_id = $2 and x.resident_id = any($3) and x.candidate
          and (r.moved_out_on is null or r.moved_out_on > $4)
        """;

    public const string Retire = """
        update read.narrowing_steps set latest = false where tenant_id = $1 and run_id = $2 and resident_id = any($3) and latest
        """;

    public const string Insert = """
        insert into read.narrowing_steps (tenant_id, run_id, resident_id, version, id, status, note, noted_by, noted_at, latest)
        select $1, $2, s.resident_id, s.version, s.id, s.status, nullif(s.note, ''), $3, $4, true
        from unnest($5::uuid[], $6::bigint[], $7::uuid[], $8::text[], $9::text[]) s(resident_id, version, id, status, note)
        """;
}
