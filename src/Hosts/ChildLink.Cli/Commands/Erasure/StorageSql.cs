namespace ChildLink.Cli.Commands.Erasure;

internal static class StorageSql
{
    /// <summary>One completion at a time.</summary>
    public const string Take = "select pg_advisory_lock(1129070928)"; // "CLCP"

    /// <summary>Tables in which rows of subjects lie; statistics hold values of their columns, too.</summary>
    public const string Tables = """
        select relation::text from vault.subject_columns() where keyed or cardinality(subjects) > 0 order by 1
        """;

    /// <summary>
    /// Sessions of this database, prepared transactions and replication slots that may still see rows deleted before now.
    /// A dead row that somebody may see is not removed.
    /// </summary>
    public const string OldViews = """
        select (select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null and age(backend_xmin) > age($1::text::xid))
             + (select count(*) from pg_prepared_xacts where database = current_database() and age(transaction) > age($1::text::xid))
             + (select count(*) from pg_replication_slots where xmin is not null and age(xmin) > age($1::text::xid))
        """;

    public const string Now = "select (pg_current_xact_id()::xid)::text";

    public const string Statistics = "vacuum (full) pg_catalog.pg_statistic";

    public const string Checkpoint = "checkpoint";

    public const string ArchiveMode = "select current_setting('archive_mode')";

    /// <summary>Something to write, because an unused segment is not left.</summary>
    public const string Touch = "select pg_logical_emit_message(false, 'childlink', '')::text";

    public const string Switch = "select pg_switch_wal()::text";

    public const string Segment = "select pg_walfile_name(pg_current_wal_insert_lsn())";

    /// <summary>Segments ahead of the one in use: recycled ones keep their old content until they are written.</summary>
    public const string Ahead = "select count(*) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name > $1";

    public const string Before = "select count(*) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name < $1";

    public static string Rewrite(string table) => $"vacuum (full) {table}";

    public static string Analyze(string table) => $"analyze {table}";
}
