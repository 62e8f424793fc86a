namespace ChildLink.Privacy.Emergencies;

internal static class EmergencySql
{
    private const string Columns = """
        e.id, e.issuer, e.person, e.role, e.institution, e.opened_at, e.until, e.ended_at, e.ended_by, e.reviewed_by, e.reviewed_at, e.verdict, e.remark,
        w.resident_id, w.reason, e.household_size,
        array(select g.resident_id from read.emergency_rows g where g.tenant_id = e.tenant_id and g.emergency_id = e.id order by g.resident_id)
        """;

    private const string From = "from read.emergencies e left join read.emergency_reasons w on w.tenant_id = e.tenant_id and w.emergency_id = e.id";

    public const string Latest = $"select {Columns} {From} where e.tenant_id = $1 order by e.opened_at desc, e.id limit 200";

    public const string OfPerson =
        $"select {Columns} {From} where e.tenant_id = $1 and e.issuer = $2 and e.person = $3 order by e.opened_at desc, e.id limit 200";

    /// <summary>One of a person that is open at an instant ($3), whatever issuer the person signed in with: approvals make two issuers one person.</summary>
    public const string OpenOfPerson =
        $"select {Columns} {From} where e.tenant_id = $1 and e.person = $2 and e.ended_at is null and e.until > $3 limit 1";

    public const string Find = $"select {Columns} {From} where e.tenant_id = $1 and e.id = $2 for update of e";

    /// <summary>
    /// Who lives with a resident ($2) on a day ($3), the resident included; nobody where the resident is not there. Who lives together
    /// is told of no protected household, and of none while a protection list is not whole or came before $4: only the resident is left.
    /// </summary>
    public const string Household = """
        select h.resident_id from vault.residents r
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $4::timestamptz), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        join vault.residents h on h.tenant_id = r.tenant_id
          and (h.resident_id = r.resident_id or (h.household_number = r.household_number and lists.fresh and not r.protected and not h.protected))
        where r.tenant_id = $1 and r.resident_id = $2
          and (r.moved_out_on is null or r.moved_out_on > $3) and (h.moved_out_on is null or h.moved_out_on > $3)
        order by h.resident_id
        """;

    /// <summary>One person opens one after the other, whatever issuer each sign-in came from.</summary>
    public const string LockPerson = "select pg_advisory_xact_lock(hashtextextended('emergency' || $1 || $2, 0))";

    public const string Insert = """
        insert into read.emergencies (tenant_id, id, issuer, person, role, institution, household_size, opened_at, until)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public const string InsertReason = "insert into read.emergency_reasons (tenant_id, emergency_id, resident_id, reason) values ($1, $2, $3, $4)";

    public const string InsertRows = "insert into read.emergency_rows (tenant_id, emergency_id, resident_id) select $1, $2, unnest($3::uuid[])";

    public const string End = "update read.emergencies set ended_at = $3, ended_by = $4 where tenant_id = $1 and id = $2";

    public const string Review = "update read.emergencies set reviewed_by = $3, reviewed_at = $4, verdict = $5, remark = $6 where tenant_id = $1 and id = $2";
}
