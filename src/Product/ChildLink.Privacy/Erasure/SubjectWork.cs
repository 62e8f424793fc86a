using System.Data;
using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>
/// Work that writes what it read about many subjects a while before (imports, linkage, runs). An erasure waits for it and it
/// for an erasure: else it would write rows of a subject that was erased meanwhile.
/// </summary>
public sealed class SubjectWork : IAsyncDisposable
{
    internal const long LockKey = 0x43_4C_45_52_53; // "CLERS"

    private const string Share = "select pg_advisory_lock_shared($1)";
    private const string Leave = "select pg_advisory_unlock_shared($1)";

    private readonly NpgsqlConnection connection;

    private SubjectWork(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Begins work, before the first row is read and outside of a transaction; waits for an erasure at work.</summary>
    public static async Task<SubjectWork> BeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, Share, ct, LockKey);
        return new SubjectWork(connection);
    }

    /// <summary>Ends the work; after its transaction.</summary>
    public async ValueTask DisposeAsync()
    {
        // A connection that was lost has given the lock back.
        if (connection.State == ConnectionState.Open)
            await Statement.ExecuteAsync(connection, Leave, CancellationToken.None, LockKey);
    }
}
