using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Sealing;

/// <summary>Which epoch wraps new subject keys. The database decides, so that every process agrees at every instant.</summary>
internal static class EpochBook
{
    /// <summary>
    /// The open epoch of a month; begun when there is none. Until the caller's transaction ends nobody closes it.
    /// </summary>
    /// <exception cref="EpochGoneException">The epoch was begun before and its key is not here: one of the same name would open nothing that stands under it.</exception>
    public static async Task<string> OpenAsync(NpgsqlConnection connection, string tenant, KeyHome home, DateTimeOffset now, CancellationToken ct)
    {
        var month = KeyHome.EpochAt(now);
        var epoch = await ShareAsync(connection, tenant, month, ct);
        var begins = epoch is null && await Statement.ExecuteAsync(connection, EpochSql.Begin, ct, tenant, month, now) > 0;
        epoch ??= (await TextsAsync(connection, EpochSql.Open, ct, tenant, month))[0];
        if (begins)
            home.MakeEpoch(epoch);
        home.RequireEpoch(epoch);
        return epoch;
    }

    public static async Task<IReadOnlyList<string>> TextsAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<string>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.PublicText(0));
        return found;
    }

    /// <summary>One trip, two statements: the second one's snapshot is taken when the lock is held.</summary>
    private static async Task<string?> ShareAsync(NpgsqlConnection connection, string tenant, string month, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EpochSql.Share) { Parameters = { new() { Value = EpochSql.LockKey } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EpochSql.Open) { Parameters = { new() { Value = tenant }, new() { Value = month } } });
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? reader.GetString(0) : null;
    }
}
