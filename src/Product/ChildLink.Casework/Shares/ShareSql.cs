namespace ChildLink.Casework.Shares;

internal static class ShareSql
{
    private const string Columns =
        "id, resident_id, run_id, institution, points, reason, valid_from, valid_until, ended_at, created_by";

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

    /// <summary>Shares of an institution in force at an instant.</summary>
    public const string InForceOf = $"""
        select {Columns} from read.shares
        where tenant_id = $1 and institution = $2 and valid_from <= $3 and $3 < valid_until and (ended_at is null or $3 < ended_at)
        order by valid_from, id limit 10000
        """;

    public const string LockChild = "select pg_advisory_xact_lock(hashtextextended($1 || $2::text, 0))";

    public const string Insert = $"""
        insert into read.shares (tenant_id, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10)
        """;

    public const string End = $"""
        update read.shares set ended_at = $3
        where tenant_id = $1 and id = $2 and run_id = $4 and (ended_at is null or ended_at > $3) and valid_until > $3
        returning {Columns}
        """;

    public const string OfRun = $"select {Columns} from read.shares where tenant_id = $1 and run_id = $2 order by valid_from desc, id limit 1000";
}
