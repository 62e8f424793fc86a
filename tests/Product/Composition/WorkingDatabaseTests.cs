using ChildLink.Api.Composition;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Composition;

public sealed class WorkingDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_survives_the_pool()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var source = Open(db);
        var processes = new HashSet<int>();

        for (var turn = 0; turn < 5; turn++)
        {
            await using var connection = await source.OpenConnectionAsync(Ct);
            processes.Add(connection.ProcessID);
            (await Ask(connection, "select current_user::text")).ShouldBe(WorkingDatabase.Role);
        }

        processes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Role_survives_a_failed_and_abandoned_transaction()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var source = Open(db);
        await using (var connection = await source.OpenConnectionAsync(Ct))
        {
            await connection.BeginTransactionAsync(Ct);
            await Should.ThrowAsync<PostgresException>(() => Ask(connection, "select (1/0)::text"));
        }

        await using var again = await source.OpenConnectionAsync(Ct);
        (await Ask(again, "select current_user::text")).ShouldBe(WorkingDatabase.Role);
    }

    [Fact]
    public async Task Working_connection_cannot_do_what_only_the_owner_may()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);
        await using var source = Open(db);
        await using var connection = await source.OpenConnectionAsync(Ct);

        foreach (var sql in new[] { "delete from events.mt_events", "create table read.own (n int)", "update events.mt_events set version = 1" })
        {
            (await Should.ThrowAsync<PostgresException>(() => Ask(connection, sql)))
                .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    private static NpgsqlDataSource Open(TestDatabase db) =>
        WorkingDatabase.Open(new NpgsqlConnectionStringBuilder(db.ConnectionString) { MaxPoolSize = 1 }.ConnectionString);

    private static async Task<string?> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Ct);
    }
}
