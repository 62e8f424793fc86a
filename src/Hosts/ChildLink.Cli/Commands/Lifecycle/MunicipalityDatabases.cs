using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Cli.Commands.Lifecycle;

/// <summary>One database per municipality inside the private cluster; its name is <c>childlink_</c> and the code.</summary>
internal static class MunicipalityDatabases
{
    private const string Find = "select true from pg_database where datname = $1";

    private const string Lock = "select pg_advisory_lock($1)";

    private const long LockKey = 0x43_4C_44_42; // "CLDB"

    /// <summary>Connection string of a municipality's database, for its owner.</summary>
    public static string AddressOf(string clusterAddress, string code) =>
        new NpgsqlConnectionStringBuilder(clusterAddress) { Database = NameOf(code) }.ConnectionString;

    /// <summary>Makes the database when it is missing.</summary>
    /// <returns>Whether it was made now.</returns>
    public static async Task<bool> EnsureAsync(string clusterAddress, string code, CancellationToken ct)
    {
        await using var connection = await OpenAsync(clusterAddress, ct);
        // Create database cannot be conditional; the lock ends with the connection.
        await Statement.ExecuteAsync(connection, Lock, ct, LockKey);
        if (await ExistsAsync(connection, code, ct))
            return false;
        await Statement.ExecuteAsync(connection, $"create database {NameOf(code)}", ct);
        return true;
    }

    /// <summary>Whether the database exists.</summary>
    public static async Task<bool> ExistsAsync(string clusterAddress, string code, CancellationToken ct)
    {
        await using var connection = await OpenAsync(clusterAddress, ct);
        return await ExistsAsync(connection, code, ct);
    }

    /// <summary>Removes the database with everything in it, if it exists.</summary>
    public static async Task DropAsync(string clusterAddress, string code, CancellationToken ct)
    {
        await using var connection = await OpenAsync(clusterAddress, ct);
        await Statement.ExecuteAsync(connection, $"drop database if exists {NameOf(code)} with (force)", ct);
    }

    // The code was checked to be six digits: nothing in the name needs quoting.
    private static string NameOf(string code) => $"childlink_{code}";

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string code, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Find, NameOf(code));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await new RowReader(reader).ReadAsync(ct);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string address, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
