namespace ChildLink.Privacy.Sealing;

internal static class SubjectKeySql
{
    public const string LoadAll = "select subject_id, epoch, wrapped from vault.subject_keys where tenant_id = $1";

    /// <summary>One look-up per subject, also when the database has no statistics yet.</summary>
    public const string Load = """
        select k.subject_id, k.epoch, k.wrapped
        from unnest($2::uuid[]) as n (id)
        cross join lateral (select subject_id, epoch, wrapped from vault.subject_keys where tenant_id = $1 and subject_id = n.id limit 1) k
        """;

    public const string Insert = """
        insert into vault.subject_keys (tenant_id, subject_id, epoch, wrapped)
        select $1, k.subject, $2, k.wrapped from unnest($3::uuid[], $4::bytea[]) as k (subject, wrapped)
        """;

    public const string Copy = "copy vault.subject_keys (tenant_id, subject_id, epoch, wrapped) from stdin (format binary)";

    public const string NextOfClosed = """
        select k.subject_id, k.epoch, k.wrapped from vault.subject_keys k
        where k.tenant_id = $1 and k.subject_id > $2 and k.epoch = any ($3)
        order by k.subject_id limit $4 for update
        """;

    public const string Rewrap = """
        update vault.subject_keys k set epoch = $2, wrapped = n.wrapped
        from unnest($3::uuid[], $4::bytea[]) n (subject_id, wrapped)
        where k.tenant_id = $1 and k.subject_id = n.subject_id
        """;

    public const string CountOf = "select count(*) from vault.subject_keys where tenant_id = $1 and epoch = any ($2)";
}

internal static class EpochSql
{
    /// <summary>Whoever stores keys holds this lock shared to the end of the transaction; whoever closes epochs, alone.</summary>
    public const string Share = "select pg_advisory_xact_lock_shared($1)";

    public const string Take = "select pg_advisory_xact_lock($1)";

    public const long LockKey = 0x43_4C_4B_45_59; // "CLKEY"

    public const string Open = "select epoch from vault.epochs where tenant_id = $1 and month = $2 and closed_at is null";

    /// <summary>The first epoch of a month bears its name, later ones a number behind it.</summary>
    public const string Begin = """
        insert into vault.epochs (tenant_id, epoch, month, opened_at)
        select $1, $2 || case when count(*) = 0 then '' else '.' || count(*) end, $2, $3
        from vault.epochs where tenant_id = $1 and month = $2
        on conflict do nothing
        """;

    public const string Close = "update vault.epochs set closed_at = $2 where tenant_id = $1 and closed_at is null";

    public const string Leaving = """
        select epoch from vault.epochs where tenant_id = $1 and closed_at is not null and destroyed_at is null order by opened_at, epoch
        """;

    public const string OpenSince = """
        select epoch from vault.epochs where tenant_id = $1 and closed_at is null and opened_at >= $2 order by opened_at desc limit 1
        """;

    /// <summary>Those that take keys or wrap some. One that was closed and left by every key may have been destroyed without anybody noting it.</summary>
    public const string Living = """
        select epoch from vault.epochs e
        where tenant_id = $1 and destroyed_at is null
          and (closed_at is null or exists (select 1 from vault.subject_keys k where k.tenant_id = e.tenant_id and k.epoch = e.epoch))
        order by opened_at, epoch
        """;

    public const string Destroyed = "update vault.epochs set destroyed_at = $3 where tenant_id = $1 and epoch = any ($2)";
}
