using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Checkpoints;

/// <summary>
/// Records one signed checkpoint, first in the database, then outside. Before the next is signed the one before it lies
/// outside: whatever is killed when, only the newest checkpoint of the database can be missing there.
/// </summary>
/// <remarks>Not thread-safe; processes take turns through the database.</remarks>
internal sealed class CheckpointRecorder(NpgsqlDataSource database, LogSigner signer, CheckpointFolder outside, TimeProvider time)
{
    private readonly Dictionary<string, string> lastOutside = new(StringComparer.Ordinal);

    /// <summary>Signs a tree, unless a checkpoint covers it already.</summary>
    public async Task RecordAsync(string tenant, long size, TreeHash root, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await SignAsync(connection, tenant, size, root, ct) is not { } note)
            return;
        await outside.AppendAsync(tenant, note, time, ct);
        lastOutside[tenant] = note;
    }

    /// <returns>The note that stands in the database now; null where a newer one stood there before.</returns>
    private async Task<string?> SignAsync(NpgsqlConnection connection, string tenant, long size, TreeHash root, CancellationToken ct)
    {
        await using var turn = await connection.BeginTransactionAsync(ct);
        await Statement.ExecuteAsync(connection, CheckpointSql.TakeTurn, ct, tenant);
        if (await NewestAsync(connection, tenant, ct) is var (newest, before))
        {
            await FinishAsync(tenant, before, ct);
            if (newest >= size)
                return null;
        }

        var note = signer.Sign(tenant, size, root);
        await Statement.ExecuteAsync(connection, CheckpointSql.Insert, ct, tenant, size, root.ToBytes(), time.GetUtcNow(), note);
        await turn.CommitAsync(ct);
        return note;
    }

    /// <summary>Puts a note outside that another process, or one that was killed, has put into the database only.</summary>
    private async Task FinishAsync(string tenant, string note, CancellationToken ct)
    {
        if (lastOutside.GetValueOrDefault(tenant) == note)
            return;
        // A note of another key is not ours to vouch for; the verifier names it.
        if (signer.Verifier.Open(note) is not null && !await outside.HoldsAsync(tenant, note, time, ct))
            await outside.AppendAsync(tenant, note, time, ct);
        lastOutside[tenant] = note;
    }

    private static async Task<(long Size, string Note)?> NewestAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CheckpointSql.Newest, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? (rows.PublicLong(0), rows.PublicText(1)) : null;
    }
}
