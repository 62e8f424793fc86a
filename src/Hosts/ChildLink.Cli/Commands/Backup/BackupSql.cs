namespace ChildLink.Cli.Commands.Backup;

internal static class BackupSql
{
    /// <summary>The product's tables with their columns; partitions come with their parent. The ledger of migrations is not data.</summary>
    public const string Tables = """
        select format('%I.%I', n.nspname, c.relname),
               array(select quote_ident(a.attname) from pg_attribute a
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum),
               array(select distinct format('%I.%I', fn.nspname, f.relname)
                     from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                     where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('events', 'vault', 'read', 'audit') and c.relkind in ('r', 'p') and not c.relispartition
          and not (n.nspname = 'events' and c.relname = 'migrations')
        order by 1
        """;

    public const string Sequences = """
        select format('%I.%I', schemaname, sequencename), last_value from pg_sequences
        where schemaname in ('events', 'vault', 'read', 'audit') order by 1
        """;

    public const string Migrations = "select name, checksum from events.migrations order by name collate \"C\"";

    public const string Epochs = "select distinct epoch from vault.subject_keys order by epoch";

    public const string LogMonths =
        "select distinct to_char(at at time zone 'UTC', 'YYYY-MM') from audit.entries order by 1";

    public const string EnsureLogMonth = "select audit.ensure_month($1)";

    public const string SetSequence = "select setval($1::regclass, $2)";

    /// <summary>A query, because a partitioned table cannot be copied by its name.</summary>
    public static string CopyOut(string table, IReadOnlyList<string> columns) =>
        $"copy (select {string.Join(", ", columns)} from {table}) to stdout (format binary)";

    public static string CopyIn(string table, IReadOnlyList<string> columns) =>
        $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)";

    public static string Count(string table) => $"select count(*) from {table}";
}
