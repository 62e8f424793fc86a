namespace ChildLink.Casework.Shares;

internal static class ShareSql
{
    private const string Stored = "id, resident_id, run_id, institution, points, reason, valid_from, valid_until, ended_at, created_by, persons, measures";

    /// <summary>
    /// When the newest run of the plan said something else about the child: no candidate any more, or for other reasons. Null while
    /// it says the same.
    /// </summary>
    private const string CorrectedAt = """
        (select b.completed_at
         from read.screening_runs a
         cross join lateral (
            select b.id, b.completed_at from read.screening_runs b
            where b.tenant_id = a.tenant_id and b.plan = a.plan and (b.as_of, b.completed_at, b.id) > (a.as_of, a.completed_at, a.id)
            order by b.as_of desc, b.completed_at desc, b.id desc limit 1) b
         left join read.results o on o.tenant_id = a.tenant_id and o.run_id = a.id and o.resident_id = s.resident_id
         left join read.results n on n.tenant_id = a.tenant_id and n.run_id = b.id and n.resident_id = s.resident_id and n.candidate
         where a.tenant_id = s.tenant_id and a.id = s.run_id and (n.resident_id is null or n.reasons is distinct from o.reasons))
        """;

    private const string Columns =
        $"s.id, s.resident_id, s.run_id, s.institution, s.points, s.reason, s.valid_from, s.valid_until, s.ended_at, s.created_by, s.persons, s.measures, {CorrectedAt}";

    /// <summary>The child is a candidate of the run, still lives here, and belongs to the institution.</summary>
    public const string Candidate = """
        select r.school_code from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        where x.tenant_id = $1 and x.run_id = $2 and x.resident_id = $3 and x.candidate
          and (r.moved_out_on is null or r.moved_out_on > $4)
        """;

    /// <summary>
    /// A share begins when it is made. Its begin is not asked here: of two decisions that wait for each other the second
    /// read the clock before the first one wrote.
    /// </summary>
    public const string InForce = """
        select id from read.shares
        where tenant_id = $1 and resident_id = $2 and institution = $3
          and $4 < valid_until and (ended_at is null or $4 < ended_at)
        limit 1
        """;

    /// <summary>Shares of an institution in force at an instant, for one of its staff ($4), of children who belong to it on a day ($5).</summary>
    public const string InForceOf = $"""
        select {Columns} from read.shares s
        join vault.residents r on r.tenant_id = s.tenant_id and r.resident_id = s.resident_id and r.school_code = s.institution
          and (r.moved_out_on is null or r.moved_out_on > $5::date)
        where s.tenant_id = $1 and s.institution = $2 and s.valid_from <= $3 and $3 < s.valid_until and (s.ended_at is null or $3 < s.ended_at)
          and (s.persons is null or $4 = any(s.persons))
        order by s.valid_from, s.id limit 10000
        """;

    /// <summary>How many of some people act for an institution at an instant.</summary>
    public const string Staff = """
        select count(distinct a.person) from read.assignments a
        where a.tenant_id = $1 and a.institution = $2 and a.person = any($3) and a.role = 'user-entity' and a.state = 'approved'
          and a.valid_from <= $4 and $4 < a.valid_until and (a.ended_at is null or $4 < a.ended_at)
        """;

    public const string LockChild = "select pg_advisory_xact_lock(hashtextextended($1 || $2::text, 0))";

    /// <summary>A share waits for a freeze that is under way, and a freeze for shares that are.</summary>
    public const string LockRunShared = "select pg_advisory_xact_lock_shared(hashtextextended('freeze' || $1 || $2::text, 0))";

    public const string LockRun = "select pg_advisory_xact_lock(hashtextextended('freeze' || $1 || $2::text, 0))";

    public const string Insert = $"""
        insert into read.shares (tenant_id, {Stored}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10, $11, $12)
        """;

    public const string End = $"""
        update read.shares s set ended_at = $3
        where s.tenant_id = $1 and s.id = $2 and s.run_id = $4 and s.ended_at is null and s.valid_until > $3
        returning {Columns}
        """;

    public const string EndAll = $"""
        update read.shares s set ended_at = $3
        where s.tenant_id = $1 and s.run_id = $2 and s.ended_at is null and s.valid_until > $3
        returning {Columns}
        """;

    public const string OfRun = $"select {Columns} from read.shares s where s.tenant_id = $1 and s.run_id = $2 order by s.valid_from desc, s.id limit 1000";

    /// <summary>All of a run, however many.</summary>
    public const string AllOfRun = $"select {Columns} from read.shares s where s.tenant_id = $1 and s.run_id = $2 order by s.valid_from, s.id";

    public const string Freeze = "select reason, frozen_by, frozen_at, ended from read.run_freezes where tenant_id = $1 and run_id = $2";

    public const string InsertFreeze = "insert into read.run_freezes (tenant_id, run_id, reason, frozen_by, frozen_at, ended) values ($1, $2, $3, $4, $5, $6)";

    public const string KnownRun = "select reason from (select ''::text as reason from read.screening_runs where tenant_id = $1 and id = $2) r";
}
