using System.Globalization;
using ChildLink.Cli.Cluster;
using ChildLink.EventStore.Migrations;
using Npgsql;

namespace ChildLink.Tests.Product.Database;

/// <summary>A fresh database with every migration applied, cloned from a template on one private cluster of the test run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "childlink_template";
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static TemporaryCluster? cluster;
    private static int made;

    private TestDatabase(string name, string connectionString)
    {
        Name = name;
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>Connection string of the owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Connections as the owner.</summary>
    public NpgsqlDataSource Source { get; }

    public static async Task<TestDatabase> CreateAsync(CancellationToken ct)
    {
        await Turn.WaitAsync(ct);
        try
        {
            cluster ??= await StartAsync(ct);
            var name = string.Create(CultureInfo.InvariantCulture, $"test_{++made}");
            await RunAsync("postgres", $"create database {name} template {Template}", ct);
            return new TestDatabase(name, At(name));
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Runs a statement without parameters.</summary>
    public async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>First column of the first row.</summary>
    public async Task<T> AskAsync<T>(string sql, CancellationToken ct)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await RunAsync("postgres", $"drop database {Name} with (force)", CancellationToken.None);
    }

    private static async Task<TemporaryCluster> StartAsync(CancellationToken ct)
    {
        var started = await TemporaryCluster.Start(TimeProvider.System, ct);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => started.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        cluster = started;
        await RunAsync("postgres", $"create database {Template}", ct);
        await using var source = NpgsqlDataSource.Create(At(Template));
        await new MigrationRunner(source).ApplyAsync(SchemaAssemblies.All, ct);
        return started;
    }

    private static string At(string database) =>
        new NpgsqlConnectionStringBuilder(cluster!.Connection.ConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task RunAsync(string database, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(At(database)) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
