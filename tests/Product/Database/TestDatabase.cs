using System.Globalization;
using Npgsql;

namespace ChildLink.Tests.Product.Database;

/// <summary>A fresh database with every migration applied, cloned from a template.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static int made;

    private TestDatabase(string name)
    {
        Name = name;
        ConnectionString = TestServer.At(name);
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>Connection string of the owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Connections as the owner.</summary>
    public NpgsqlDataSource Source { get; }

    public static async Task<TestDatabase> CreateAsync(CancellationToken ct)
    {
        // A template can be copied by one session at a time only.
        await Turn.WaitAsync(ct);
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"test_{++made}");
            await TestServer.RunAsync("postgres", $"create database {name} template {TestServer.Template}", ct);
            return new TestDatabase(name);
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
        await TestServer.RunAsync("postgres", $"drop database {Name} with (force)", CancellationToken.None);
    }
}
