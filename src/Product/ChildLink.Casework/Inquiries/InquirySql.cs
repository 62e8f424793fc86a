namespace ChildLink.Casework.Inquiries;

internal static class InquirySql
{
    private const string Columns = "i.id, i.resident_id, i.run_id, i.institution, i.form, i.basis, i.due_on, i.state, i.created_by, i.created_at, i.answered_at, i.late, i.version, i.answers, i.answers_version";

    public const string LockChild = "select pg_advisory_xact_lock(hashtextextended('inquiry' || $1 || $2::text, 0))";

    /// <summary>Candidates of a run who live here on a day ($4), with the institution they belong to; empty where they belong to none.</summary>
    public const string Candidate = """
        select coalesce(r.school_code, '') from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and x.resident_id = $3 and x.candidate
          and (r.moved_out_on is null or r.moved_out_on > $4)
        """;

    public const string Asked = "select i.id from read.inquiries i where i.tenant_id = $1 and i.resident_id = $2 and i.form = $3 and i.state = 'open' and i.institution = $4";

    /// <summary>One that the child's move left behind makes room for the next.</summary>
    public const string LeftBehind = $"""
        select {Columns} from read.inquiries i
        where i.tenant_id = $1 and i.resident_id = $2 and i.form = $3 and i.state = 'open' and i.institution <> $4
        for update
        """;

    public const string Insert = """
        insert into read.inquiries (tenant_id, id, resident_id, run_id, institution, form, basis, due_on, state, created_by, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, 1)
        """;

    /// <summary>One of a run, for those who asked.</summary>
    public const string OfRun = $"select {Columns} from read.inquiries i where i.tenant_id = $1 and i.id = $2 and i.run_id = $3 for update";

    /// <summary>One of an institution ($3) whose child belongs to it today ($4) and lives here.</summary>
    public const string OfInstitution = $"""
        select {Columns} from read.inquiries i
        join vault.residents r on r.tenant_id = i.tenant_id and r.resident_id = i.resident_id
        where i.tenant_id = $1 and i.id = any($2) and i.institution = $3 and i.state <> 'withdrawn'
          and r.school_code = i.institution and (r.moved_out_on is null or r.moved_out_on > $4)
        order by i.id
        for update of i
        """;

    public const string Answer = """
        update read.inquiries set state = 'answered', answers = $3, answers_version = $4, answered_by = $5, answered_at = $6, late = $7, version = $4
        where tenant_id = $1 and id = $2
        """;

    public const string Withdraw = "update read.inquiries set state = 'withdrawn', version = $3 where tenant_id = $1 and id = $2";
}
