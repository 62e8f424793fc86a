using ChildLink.Cli.Commands.Running;
using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Cli.Commands.Erasure;

/// <summary>
/// Takes what deleted rows leave behind out of the database's own files: dead rows and index entries, the statistics of the
/// planner, and the write-ahead log. Needs the owner of the database, and for the log a superuser or pg_checkpoint with the
/// right to switch and list segments.
/// </summary>
internal sealed class StorageCleaning(NpgsqlConnection owner, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="CommandRefusedException">Somebody may still see the deleted rows, or the log does not go.</exception>
    public async Task RunAsync(Action<string, double> step, CancellationToken ct)
    {
        step("wait for readers", 0);
        await AwaitOldViewsAsync(ct);
        var tables = await TextsAsync(StorageSql.Tables, ct);
        for (var i = 0; i < tables.Count; i++)
        {
            step($"rewrite {tables[i]}", 0.1 + (0.6 * i / tables.Count));
            await RunAsync(StorageSql.Rewrite(tables[i]), ct);
            await RunAsync(StorageSql.Analyze(tables[i]), ct);
        }

        step("statistics", 0.7);
        await RunAsync(StorageSql.Statistics, ct);
        step("write-ahead log", 0.8);
        await LeaveLogAsync(ct);
    }

    private async Task AwaitOldViewsAsync(CancellationToken ct)
    {
        var now = (await TextsAsync(StorageSql.Now, ct))[0];
        for (var began = time.GetTimestamp(); await NumberAsync(StorageSql.OldViews, ct, now) > 0; await Task.Delay(Pause, time, ct))
        {
            if (time.GetElapsedTime(began) > Patience)
                throw new CommandRefusedException("old-readers", "A session, prepared transaction or replication slot of this database may still see the erased rows: end it and run this again.");
        }
    }

    /// <summary>
    /// Every segment that was written before or that is kept for reuse is gone when this returns. A segment in use is left, the
    /// unused ones ahead of it are passed, and a checkpoint removes what lies before.
    /// </summary>
    private async Task LeaveLogAsync(CancellationToken ct)
    {
        if ((await TextsAsync(StorageSql.ArchiveMode, ct))[0] != "off")
            throw new CommandRefusedException("log-archived", "The server archives its write-ahead log (archive_mode): ChildLink cannot see what is kept there. Turn it off for this database's server, or remove the archive up to now and run the completion with archive_mode = off.");
        do
        {
            await RunAsync(StorageSql.Touch, ct);
            await RunAsync(StorageSql.Switch, ct);
        }
        while (await NumberAsync(StorageSql.Ahead, ct, await SegmentAsync(ct)) > 0);
        var segment = await SegmentAsync(ct);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await RunAsync(StorageSql.Touch, ct);
            await RunAsync(StorageSql.Checkpoint, ct);
            if (await NumberAsync(StorageSql.Before, ct, segment) == 0)
                return;
        }

        throw new CommandRefusedException("log-kept", "The server keeps write-ahead log from before (wal_keep_size, a replication slot or a backup in progress): let it go and run this again.");
    }

    private async Task<string> SegmentAsync(CancellationToken ct) => (await TextsAsync(StorageSql.Segment, ct))[0];

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = Statement.Of(owner, sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<string>> TextsAsync(string sql, CancellationToken ct)
    {
        await using var command = Statement.Of(owner, sql);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<string>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.PublicText(0));
        return found;
    }

    private async Task<long> NumberAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(owner, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicLong(0);
    }
}
