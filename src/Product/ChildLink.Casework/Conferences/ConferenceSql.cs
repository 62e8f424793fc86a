namespace ChildLink.Casework.Conferences;

internal static class ConferenceSql
{
    private const string Columns = "conference_id, run_id, institution, held_at, minutes, state, chair, participants, version";

    /// <summary>
    /// Open cases with the key of their household. Of a protected household, or while a protection list is stale, there is no key:
    /// that two children live together is told to nobody. Earlier is only what was talked about: without minutes an item was passed over.
    /// </summary>
    public const string Cases = """
        select k.case_id, k.resident_id, case when lists.fresh and not r.protected then r.household_number end,
               exists (select from read.conference_items i join read.conferences c on c.tenant_id = i.tenant_id and c.conference_id = i.conference_id
                       where i.tenant_id = k.tenant_id and i.resident_id = k.resident_id and c.state = 'held' and i.took is not null)
        from read.cases k
        join vault.residents r on r.tenant_id = k.tenant_id and r.resident_id = k.resident_id
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $2), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        where k.tenant_id = $1 and k.closed_at is null
          and ($3::uuid is null or k.run_id = $3::uuid) and ($4::text is null or k.institution = $4::text)
          and ($5::uuid[] is null or k.case_id = any ($5::uuid[])) and k.resident_id <> all ($6::uuid[])
        order by array_position($5::uuid[], k.case_id), k.opened_at, k.case_id
        limit 501
        """;

    public const string Insert = $"""
        insert into read.conferences (tenant_id, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
        """;

    public const string InsertItem = """
        insert into read.conference_items (tenant_id, conference_id, case_id, resident_id, item, minutes, is_first) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public const string Find = $"select {Columns} from read.conferences where tenant_id = $1 and conference_id = $2";

    public const string Lock = "select version from read.conferences where tenant_id = $1 and conference_id = $2 for update";

    public const string Page = $"""
        select {Columns} from read.conferences
        where tenant_id = $1 and ($2::text is null or state = $2::text)
        order by held_at desc, conference_id limit 200
        """;

    /// <summary>Agendas of conferences ($2), with whether a child stands alone while lists have to be newer than $3.</summary>
    public const string Items = """
        select i.conference_id, i.item, i.minutes, i.is_first, i.took, i.case_id, not lists.fresh or coalesce(r.protected, true)
        from read.conference_items i
        left join vault.residents r on r.tenant_id = i.tenant_id and r.resident_id = i.resident_id
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $3), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        where i.tenant_id = $1 and i.conference_id = any ($2) and i.resident_id <> all ($4::uuid[]) order by i.conference_id, i.item, i.case_id
        """;

    public const string ChildrenOf = """
        select case_id, resident_id from read.conference_items where tenant_id = $1 and conference_id = $2 and case_id = any ($3) order by resident_id
        """;

    public const string SetTook = "update read.conference_items set took = $4 where tenant_id = $1 and conference_id = $2 and case_id = any ($3)";

    public const string SetState = "update read.conferences set state = $3, version = $4 where tenant_id = $1 and conference_id = $2";
}
