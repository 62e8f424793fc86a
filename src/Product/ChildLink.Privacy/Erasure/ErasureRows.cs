using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>Reads and writes the records of erasures and the rows that they concern.</summary>
internal static class ErasureRows
{
    private const long ImportLock = 0x43_4C_49_4D_50; // the lock of imports and linkage

    /// <summary>Waits for whoever works on many subjects; false when they do not end in time.</summary>
    public static async Task<bool> TakeTurnAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, ErasureSql.Patience, ct);
        try
        {
            foreach (var key in new[] { ImportLock, SubjectWork.LockKey })
            {
                await using var turn = Statement.Of(connection, ErasureSql.Take, key);
                turn.CommandTimeout = 0;
                await turn.ExecuteNonQueryAsync(ct);
            }

            await Statement.ExecuteAsync(connection, ErasureSql.UsualPatience, ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    /// <summary>Rows about subjects, as far as they may be told, and whether there is any at all.</summary>
    public static Task<(long Told, bool Any)> CountAsync(NpgsqlConnection connection, string tenant, IReadOnlyList<Guid> subjects, CancellationToken ct) =>
        TotalAsync(connection, ErasureSql.Count, ct, tenant, subjects.ToArray());

    /// <summary>Deletes; answers how many rows, as far as they may be told.</summary>
    public static async Task<long> CarryOutAsync(NpgsqlConnection connection, string tenant, ErasureRecord done, CancellationToken ct)
    {
        await Statement.ExecuteAsync(
            connection, ErasureSql.Approve, ct, tenant, done.Id, done.ApprovedBy, done.EffectiveAt, done.Subjects.ToArray(), done.CompleteBy, done.BackupsUntil);
        return (await TotalAsync(connection, ErasureSql.CarryOut, ct, tenant, done.Id)).Told;
    }

    public static async Task<Guid?> WaitingAsync(NpgsqlConnection connection, string tenant, Guid subject, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ErasureSql.Waiting, tenant, subject);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicUuid(0) : null;
    }

    public static async Task<ErasureRecord?> FindAsync(NpgsqlConnection connection, string tenant, Guid id, CancellationToken ct) =>
        await ReadAsync(connection, ErasureSql.Find, ct, tenant, id) is [var found] ? found : null;

    public static async Task<IReadOnlyList<ErasureRecord>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<ErasureRecord>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new ErasureRecord(
                rows.PublicUuid(0), rows.PublicUuid(1), rows.PublicText(2), rows.PublicText(3), rows.PublicInstant(4), rows.PublicTextOrNull(5),
                rows.PublicInstantOrNull(6), rows.PublicUuids(7), rows.PublicInstantOrNull(8), rows.PublicInstantOrNull(9),
                rows.PublicInstantOrNull(10), rows.PublicInstantOrNull(11), rows.PublicInstantOrNull(12)));
        }

        return found;
    }

    private static async Task<(long Told, bool Any)> TotalAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return (rows.PublicLong(0), rows.PublicFlag(1));
    }
}
