namespace ChildLink.EventStore.Migrations;

internal static class MigrationSql
{
    public const string Lock = "select pg_advisory_lock($1)";

    public const string Unlock = "select pg_advisory_unlock($1)";

    public const string CreateLedger = """
        create schema if not exists events;
        create table if not exists events.migrations (
            name       text primary key,
            checksum   text not null,
            applied_at timestamptz not null default now()
        );
        """;

    public const string Applied = "select name, checksum from events.migrations";

    public const string Record = "insert into events.migrations (name, checksum) values ($1, $2)";
}
