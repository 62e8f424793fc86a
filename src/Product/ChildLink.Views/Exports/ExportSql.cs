namespace ChildLink.Views.Exports;

internal static class ExportSql
{
    /// <summary>
    /// Only a certain link names the resident; a proposal is for the person who decides. Whoever the register does not hold
    /// (its row was held back) is absent, however certain the link is: it would be linked with nobody.
    /// </summary>
    public const string Links = """
        select d.file, h.row,
               case when coalesce(l.status, 'linked') = 'linked' then r.resident_code end,
               case when coalesce(l.status, 'linked') = 'linked' then r.resident_id end,
               case when l.status <> 'linked' then l.status when r.resident_id is not null then 'linked' else 'absent' end,
               case when l.key_id is not null then coalesce(l.method, '') else 'resident_code' end,
               case when l.key_id is not null then l.probability::text when r.resident_id is not null then '1' end
        from read.record_heads h
        join read.deliveries d on d.tenant_id = h.tenant_id and d.id = h.delivery_id
        left join read.links l on l.tenant_id = h.tenant_id and l.provision = h.provision and l.key_id = h.key_id
        left join vault.residents r on r.tenant_id = h.tenant_id
             and r.resident_id = case when l.key_id is not null then l.resident_id else h.stream_id end
        where h.tenant_id = $1 and coalesce(r.resident_id <> all($2::uuid[]), true)
        order by d.file collate "C", h.row
        """;

    public const string Results = """
        select x.resident_id, r.resident_code, x.cells, x.points_tenths, x.rank, s.difficulty, x.age_band, x.withheld
        from read.results x
        join read.screening_runs s on s.tenant_id = x.tenant_id and s.id = x.run_id
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and (r.moved_out_on is null or r.moved_out_on > $3::date) and r.resident_id <> all($4::uuid[])
        order by x.rank
        """;

    public const string Quarantine = """
        select d.file, q.row, q.column_name, q.rule, q.message
        from read.quarantine q
        join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id
        where q.tenant_id = $1
        order by d.file collate "C", d.received_at, q.row, q.ordinal
        """;

    public const string Items = "select items from read.screening_runs where tenant_id = $1 and id = $2";
}
