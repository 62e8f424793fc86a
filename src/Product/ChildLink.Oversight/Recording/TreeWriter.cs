using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Recording;

/// <summary>
/// Appends batches on one connection and remembers the head of each tenant's tree, so that a batch costs one round trip.
/// Another process may append in between: the database then answers where the head is, and the batch is tried again from there.
/// </summary>
/// <remarks>Not thread-safe. After any exception <see cref="ForgetAsync"/> must be called: what reached the disk is unknown.</remarks>
internal sealed class TreeWriter(NpgsqlDataSource database)
{
    private readonly Dictionary<string, Frontier> heads = new(StringComparer.Ordinal);
    private NpgsqlConnection? connection;

    /// <summary>Appends the entries of one tenant in one transaction; when it returns they are on disk.</summary>
    /// <returns>Sequence number of the first entry, and the tree after the last.</returns>
    public async Task<(long First, Frontier Tree)> AppendAsync(string tenant, List<PendingEntry> batch, CancellationToken ct)
    {
        connection ??= await OpenAsync(ct);
        var arrays = new EntryArrays(batch);
        var head = heads.TryGetValue(tenant, out var known) ? known : await LoadAsync(connection, tenant, ct);
        while (true)
        {
            var tree = head.Copy();
            foreach (var pending in batch)
                tree.Append(pending.Entry.Leaf);
            var moved = await TryAppendAsync(connection, tenant, head.Size, tree, arrays, ct);
            if (moved is null)
            {
                heads[tenant] = tree;
                return (head.Size, tree);
            }

            head = moved;
        }
    }

    /// <summary>Drops the connection and every remembered head; the next batch reads them again.</summary>
    public async Task ForgetAsync()
    {
        heads.Clear();
        var old = connection;
        connection = null;
        if (old is not null)
            await old.DisposeAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var opened = await database.OpenConnectionAsync(ct);
        try
        {
            await Statement.ExecuteAsync(opened, AppendSql.CommitToDisk, ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task<Frontier> LoadAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, AppendSql.LoadFrontier, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? Read(rows.PublicBytes(0)) : new Frontier();
    }

    /// <returns>Null when appended; else the head as it is.</returns>
    private static async Task<Frontier?> TryAppendAsync(
        NpgsqlConnection connection, string tenant, long size, Frontier tree, EntryArrays arrays, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, AppendSql.Append, [tenant, size, tree.ToBytes(), .. arrays.Values]);
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        var moved = rows.PublicFlag(0) ? null : Read(rows.PublicBytes(1));
        // Errors of the commit itself arrive after the row.
        await rows.NextResultAsync(ct);
        return moved;
    }

    private static Frontier Read(byte[] bytes) =>
        Frontier.Read(bytes) ?? throw new InvalidDataException("The tree head in the database is damaged; verify the log.");
}
