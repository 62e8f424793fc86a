using ChildLink.Api.Composition;
using ChildLink.Cli.Cluster;
using ChildLink.EventStore.Migrations;
using ChildLink.Tests.Product.Database;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace ChildLink.Tests.Product.Database;

/// <summary>The private PostgreSQL of a test run: started with the first database, removed after the last test.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Template = "childlink_template";

    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static TemporaryCluster? cluster;

    /// <summary>Runs a statement in a database of the server, starting the server when needed.</summary>
    public static async Task RunAsync(string database, string sql, CancellationToken ct)
    {
        await StartAsync(ct);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(At(database)) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Connection string of the owner for a database.</summary>
    public static string At(string database) =>
        new NpgsqlConnectionStringBuilder(cluster!.Connection.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    private static async Task StartAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref cluster) is not null)
            return;
        await Turn.WaitAsync(ct);
        try
        {
            if (cluster is not null)
                return;
            var started = await TemporaryCluster.Start(TimeProvider.System, ct);
            await MigrateAsync(started, ct);
            Volatile.Write(ref cluster, started);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task MigrateAsync(TemporaryCluster started, CancellationToken ct)
    {
        await using (var source = NpgsqlDataSource.Create(started.Connection.ConnectionString))
        await using (var command = source.CreateCommand($"create database {Template}"))
            await command.ExecuteNonQueryAsync(ct);
        var template = new NpgsqlConnectionStringBuilder(started.Connection.ConnectionString) { Database = Template, Pooling = false };
        await using var templateSource = NpgsqlDataSource.Create(template.ConnectionString);
        await new MigrationRunner(templateSource).ApplyAsync(Schema.Owners, ct);
    }
}
