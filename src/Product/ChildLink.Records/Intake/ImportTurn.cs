using System.Data;
using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>Only one import works on a database at a time, whatever process it runs in.</summary>
internal static class ImportTurn
{
    private const long ImportLock = 0x43_4C_49_4D_50; // "CLIMP"

    private const string Lock = "select pg_advisory_lock($1)";

    /// <summary>How long a system waits that hands rows over; it can come again by itself.</summary>
    private const string ShortWait = "select set_config('lock_timeout', '2s', true)";

    /// <summary>Waits without end: the other import may be that of a whole city.</summary>
    public static async Task<bool> AwaitAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var turn = Statement.Of(connection, Lock, ImportLock);
        turn.CommandTimeout = 0;
        await turn.ExecuteNonQueryAsync(ct);
        return true;
    }

    /// <summary>Waits two seconds; false when the other import is not done by then.</summary>
    public static async Task<bool> TryAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // The waiting time ends with the transaction, and nothing is set on a connection that others take over; the lock stays.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, ShortWait, ct);
        try
        {
            await Statement.ExecuteAsync(connection, Lock, ct, ImportLock);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>
    /// Lets the next one work; also when it is not known whether the turn came, because waiting was cancelled: connections of
    /// a pool keep their locks.
    /// </summary>
    public static async Task GiveBackAsync(NpgsqlConnection connection)
    {
        // A connection that was lost has given its turn back; saying so again would hide why it was lost.
        if (connection.State == ConnectionState.Open)
            await Statement.ExecuteAsync(connection, "select pg_advisory_unlock_all()", CancellationToken.None);
    }
}
