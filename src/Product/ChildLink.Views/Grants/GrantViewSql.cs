using ChildLink.Casework.Cases;
using ChildLink.Casework.Grants;
using ChildLink.Views.Children;

namespace ChildLink.Views.Grants;

/// <summary>What lists of grants and what they open ask. $1 is the municipality.</summary>
internal static class GrantViewSql
{
    /// <summary>
    /// Of open cases: $2 one, $3 those of a worker, $4 those of a conference, each null for any; $5 hidden children, $6 one grant or null,
    /// $7 today, $8 now. Beside the grant stand its case, the institution that the child belongs to, null once it moved out, and whether anybody
    /// whom it names still acts for its institution.
    /// </summary>
    public const string OfCases = $"""
        select {GrantRows.Columns}, {CaseRows.Columns}, case when r.moved_out_on is null or r.moved_out_on > $7::date then r.school_code end,
          g.persons is null or exists (
            select from read.assignments a
            where a.tenant_id = g.tenant_id and a.institution = g.institution and a.person = any (g.persons) and a.role = 'user-entity' and a.state = 'approved'
              and a.valid_from <= $8::timestamptz and $8::timestamptz < a.valid_until and (a.ended_at is null or $8::timestamptz < a.ended_at))
        from read.grants g
        join read.cases k on k.tenant_id = g.tenant_id and k.case_id = g.case_id and k.closed_at is null
        join vault.residents r on r.tenant_id = g.tenant_id and r.resident_id = g.resident_id
        where g.tenant_id = $1 and ($2::uuid is null or g.case_id = $2::uuid) and ($3::text is null or k.worker = $3::text)
          and ($4::uuid is null or exists (select from read.conference_items i where i.tenant_id = g.tenant_id and i.conference_id = $4::uuid and i.case_id = g.case_id))
          and g.resident_id <> all ($5::uuid[]) and ($6::uuid is null or g.id = $6::uuid)
        order by (g.state in ('proposed', 'approved')) desc, g.proposed_at desc, g.id limit 200
        """;

    /// <summary>A child of the institution ($2) who lives here on a day ($3) and is not hidden ($4): whom the institution may know of.</summary>
    public const string OwnChild = """
        select r.resident_id from vault.residents r
        where r.tenant_id = $1 and r.school_code = $2 and (r.moved_out_on is null or r.moved_out_on > $3) and r.resident_id <> all ($4) and r.resident_id = $5
        """;

    /// <summary>
    /// The row guard of 個別提供: grants in force at an instant ($4) that open something to one of the staff ($6) of an institution ($2), under
    /// terms that hold now ($7 items, $8 provisions, $9 bases, $10 authorities, $13 whether they demand named staff), of children who live here ($3) and belong to it, whose
    /// case is open, who are not hidden ($11) and not under protection by lists that are fresh since $5; $12 one child or null.
    /// </summary>
    private const string InForce = $"""
        from read.grants g
        join unnest($7::text[], $8::text[], $9::text[], $10::text[], $13::boolean[]) t (item, provision, basis, authority, named)
          on t.item = g.item and t.provision = g.provision and t.basis = g.basis and t.authority = g.authority
        join read.cases k on k.tenant_id = g.tenant_id and k.case_id = g.case_id and k.closed_at is null
        join vault.residents r on r.tenant_id = g.tenant_id and r.resident_id = g.resident_id and r.school_code = g.institution
        {ChildSql.ListsAreFresh}
        """;

    private const string Opens = """
        where g.tenant_id = $1 and g.institution = $2 and g.state = 'approved' and g.valid_from <= $4::timestamptz and $4::timestamptz < g.valid_until
          and ((g.persons is null and not t.named) or $6::text = any (g.persons)) and lists.fresh and not r.protected
          and (r.moved_out_on is null or r.moved_out_on > $3::date) and g.resident_id <> all ($11::uuid[]) and ($12::uuid is null or g.resident_id = $12::uuid)
        """;

    /// <summary>What an institution received: the child by the identity of its own list; of the case no more than that the statute of the grant implies one.</summary>
    public const string Received = $"""
        select g.id, g.resident_id, g.item, g.provision, g.basis, g.authority, g.valid_from, g.valid_until
        {InForce}
        {Opens}
        order by g.valid_from, g.id limit 10000
        """;

    /// <summary>
    /// The stored values of what was granted, sealed: of the records about the child itself as they stand, the granted item and no other.
    /// Records of a source without resident codes are the child's where linkage is certain. Of each grant the newest 2,000 records.
    /// </summary>
    public const string Values = $"""
        select g.id, h.effective_on, coalesce(e.headers->>'file_month', e.headers->>'file_fy', e.headers->>'file_year', e.headers->>'file_label'),
          h.stream_id, e.version, e.data->'items'->>g.item
        {InForce}
        cross join lateral (
            select u.* from (
                select o.stream_id, o.event_id, o.effective_on from read.record_heads o
                where o.tenant_id = $1 and o.stream_id = g.resident_id and o.provision = g.provision
                union all
                select o.stream_id, o.event_id, o.effective_on from read.links l
                join read.record_heads o on o.tenant_id = l.tenant_id and o.provision = l.provision and o.key_id = l.key_id
                where l.tenant_id = $1 and l.resident_id = g.resident_id and l.provision = g.provision and l.status = 'linked' and o.stream_id <> g.resident_id) u
            order by u.effective_on desc limit 2000) h
        join events.mt_events e on e.id = h.event_id
        {Opens} and e.data->'items' ? g.item
        order by g.id, h.effective_on desc, e.seq_id desc
        """;
}
