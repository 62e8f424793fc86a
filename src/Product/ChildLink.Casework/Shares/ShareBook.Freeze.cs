using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Casework.Shares;

/// <content>Stopping everything that was shared of a run, at once.</content>
public sealed partial class ShareBook
{
    /// <summary>Ends every share of a run now, and refuses new ones from now on.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="run">The run.</param>
    /// <param name="reason">Why, 1 to 500 characters.</param>
    /// <param name="by">The steward.</param>
    /// <param name="record">Writes the log entry with the shares that end, before the commit.</param>
    /// <param name="ct">Cancels before the commit.</param>
    public async Task<FreezeOutcome> FreezeAsync(
        string tenant, Guid run, string reason, string by, Func<IReadOnlyList<Share>, CancellationToken, Task> record, CancellationToken ct)
    {
        if (FaultOf(reason) is { } fault)
            return new FreezeOutcome.Invalid("reason", fault);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, ShareSql.LockRun, ct, tenant, run);
        // Read once the lock is held: no share that this one ends began after it.
        var now = time.GetUtcNow();
        if (await FreezeOfAsync(connection, tenant, run, ct) is { } standing)
            return new FreezeOutcome.Done(standing);
        if (!await IsThereAsync(connection, ShareSql.KnownRun, [tenant, run], ct))
            return new FreezeOutcome.NotFound();
        var ended = await ReadAsync(connection, ShareSql.EndAll, [tenant, run, now], ct);
        foreach (var share in ended)
            await AppendAsync(connection, tenant, share.Id, 2, "share_ended", new ShareEvent(share, by), ct);
        var freeze = new RunFreeze(run, reason, by, now, ended.Count);
        await Statement.ExecuteAsync(connection, ShareSql.InsertFreeze, ct, tenant, run, reason, by, now, freeze.Ended);
        await new EventLog(tenant, time).AppendAsync(
            connection, "run-freeze",
            [new NewEvent(
                Guid.CreateVersion7(now), Uuid8.From(SHA256.HashData(Encoding.UTF8.GetBytes($"freeze\u001f{tenant}\u001f{run:N}"))), 1, "sharing_frozen",
                JsonSerializer.SerializeToUtf8Bytes(new FreezeEvent(run, reason, by, freeze.Ended), ShareJson.Default.FreezeEvent), "{}"u8.ToArray())],
            ct);
        await record(ended, ct);
        await transaction.CommitAsync(CancellationToken.None);
        return new FreezeOutcome.Done(freeze);
    }

    /// <summary>The freeze of a run, and every share that there ever was of it; null while it is not frozen.</summary>
    public async Task<(RunFreeze Freeze, IReadOnlyList<Share> Shares)?> FreezeOfAsync(string tenant, Guid run, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FreezeOfAsync(connection, tenant, run, ct) is { } freeze
            ? (freeze, await ReadAsync(connection, ShareSql.AllOfRun, [tenant, run], ct))
            : null;
    }

    private static async Task<RunFreeze?> FreezeOfAsync(NpgsqlConnection connection, string tenant, Guid run, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ShareSql.Freeze, tenant, run);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? new RunFreeze(run, rows.PublicText(0), rows.PublicText(1), rows.PublicInstant(2), rows.PublicLong(3)) : null;
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await new RowReader(reader).ReadAsync(ct);
    }
}
