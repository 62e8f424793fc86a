namespace ChildLink.Casework.Grants;

internal static class GrantSql
{
    public const string ChildOf = "select resident_id from read.grants where tenant_id = $1 and id = $2";

    public const string Find = $"select {GrantRows.Columns} from read.grants g where g.tenant_id = $1 and g.id = $2 for update";

    /// <summary>
    /// One of an item ($3) of a child ($2) for an institution ($4) that waits or is approved, and whose period has not run out ($5). With
    /// its case a grant is over: it hinders no other of the next case.
    /// </summary>
    public const string Standing = """
        select g.id from read.grants g
        join read.cases k on k.tenant_id = g.tenant_id and k.case_id = g.case_id and k.closed_at is null
        where g.tenant_id = $1 and g.resident_id = $2 and g.item = $3 and g.institution = $4 and g.state in ('proposed', 'approved') and $5 < g.valid_until
        limit 1
        """;

    /// <summary>The school of a child who lives here on a day ($3).</summary>
    public const string School = """
        select school_code from vault.residents
        where tenant_id = $1 and resident_id = $2 and school_code is not null and (moved_out_on is null or moved_out_on > $3)
        """;

    public const string Insert = """
        insert into read.grants (tenant_id, id, case_id, resident_id, item, provision, basis, authority, institution, persons, valid_from, valid_until, state,
            proposed_by, proposed_at, reason, trigger, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'proposed', $13, $14, $15, $16, 1)
        """;

    public const string Update = """
        update read.grants set valid_from = $3, state = $4, decided_by = $5, decided_at = $6, ended_by = $7, ended_at = $8, refusal = $9, version = $10
        where tenant_id = $1 and id = $2
        """;
}
