namespace ChildLink.Privacy.Erasure;

internal static class ErasureSql
{
    private const string Columns = """
        id, subject_id, reason, requested_by, requested_at, approved_by, effective_at, subjects, complete_by, backups_until, completed_at, withdrawn_at, released_at
        """;

    /// <summary>The protection list is not counted: the number would tell who is on it.</summary>
    private const string Total = """
        coalesce(sum(row_count) filter (where table_name <> 'vault.protections'), 0)::bigint, coalesce(sum(row_count), 0) > 0
        """;

    /// <summary>A whole-city import may be at work.</summary>
    public const string Patience = "set local lock_timeout = '60s'";

    /// <summary>What follows waits for single rows as ever: a wait that ends there is no turn that did not come.</summary>
    public const string UsualPatience = "set local lock_timeout to default";

    public const string Take = "select pg_advisory_xact_lock($1)";

    public const string Count = $"select {Total} from vault.count_rows_of($1, $2)";

    public const string CarryOut = $"select {Total} from vault.carry_out($1, $2)";

    public const string Waiting = "select id from vault.erasures where tenant_id = $1 and subject_id = $2 and effective_at is null and withdrawn_at is null";

    public const string Insert = """
        insert into vault.erasures (tenant_id, id, subject_id, reason, requested_by, requested_at) values ($1, $2, $3, $4, $5, $6)
        """;

    public const string Find = $"select {Columns} from vault.erasures where tenant_id = $1 and id = $2 for update";

    public const string All = $"select {Columns} from vault.erasures where tenant_id = $1 order by requested_at desc, id limit 1000";

    public const string Approve = """
        update vault.erasures set approved_by = $3, effective_at = $4, subjects = $5, complete_by = $6, backups_until = $7
        where tenant_id = $1 and id = $2 and effective_at is null and withdrawn_at is null
        """;

    public const string Withdraw = """
        update vault.erasures set withdrawn_at = $3 where tenant_id = $1 and id = $2 and effective_at is null and withdrawn_at is null
        """;

    public const string Release = """
        update vault.erasures set released_by = $3, released_at = $4, release_reason = $5
        where tenant_id = $1 and id = $2 and effective_at is not null and released_at is null
        """;

    public const string Incomplete = $"""
        select {Columns} from vault.erasures where tenant_id = $1 and effective_at is not null and completed_at is null order by effective_at, id for update
        """;

    public const string Complete = "update vault.erasures set completed_at = $3 where tenant_id = $1 and id = any ($2)";

    public const string LastChange = "select max(greatest(effective_at, released_at)) from vault.erasures where tenant_id = $1";

    public const string Erased = """
        select distinct unnest(subjects) from vault.erasures where tenant_id = $1 and effective_at is not null and released_at is null
        """;
}
