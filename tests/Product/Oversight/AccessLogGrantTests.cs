using Npgsql;

namespace ChildLink.Tests.Product.Oversight;

/// <summary>What neither the server's role nor the owner of the tables can do.</summary>
public sealed class AccessLogGrantTests
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_adds_entries_through_the_function_alone_and_changes_none()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 3, ct);
        string[] refused =
        [
            "update audit.entries set actor = 'x'", "delete from audit.entries", "truncate audit.entries",
            "insert into audit.entries select * from audit.entries",
            "update audit.tree_heads set size = 0", "delete from audit.tree_heads", "insert into audit.tree_heads values ('x', 0, '')",
            "update audit.checkpoints set size = 0", "delete from audit.checkpoints", "truncate audit.checkpoints",
            "select audit.ensure_month(now())", "drop table audit.entries", "create table audit.other (x int)",
            $"delete from audit.{await PartitionAsync(bench)}", "alter table audit.entries disable trigger all",
        ];
        foreach (var sql in refused)
            (await FaultAsync(bench.App, sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    [Fact]
    public async Task The_owner_too_neither_changes_nor_removes()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        await bench.WriteAsync(0, 3, ct);
        var partition = await PartitionAsync(bench);
        string[] refused =
        [
            "update audit.entries set actor = 'x'", "delete from audit.entries where seq = 2", "truncate audit.entries",
            $"update audit.{partition} set actor = 'x'", $"delete from audit.{partition}", $"truncate audit.{partition}",
            "update audit.checkpoints set size = 0", "delete from audit.checkpoints", "truncate audit.checkpoints",
            "update audit.tree_heads set size = 2", "update audit.tree_heads set size = 3", "delete from audit.tree_heads", "truncate audit.tree_heads",
        ];
        foreach (var sql in refused)
            (await FaultAsync(bench.Database.Source, sql)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    [Fact]
    public async Task A_batch_whose_arrays_differ_in_length_is_refused()
    {
        await using var bench = await LogBench.CreateAsync(ct);
        const string one = "array['x']";
        (await FaultAsync(bench.App, $"""
            select audit.append_entries('152242', 0, '', array[now()], array['a'::bytea], array['a'::bytea],
                {one}, {one}, {one}, {one}, {one}, {one}, {one}, array['x', 'y'], array[1::bigint], '{"{}"}', array[1], array[0])
            """)).ShouldBe(PostgresErrorCodes.InvalidParameterValue);
    }

    private Task<string> PartitionAsync(LogBench bench) =>
        bench.Database.AskAsync<string>("select replace(tableoid::regclass::text, 'audit.', '') from audit.entries limit 1", ct);

    private async Task<string> FaultAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(ct), sql)).SqlState;
    }
}
