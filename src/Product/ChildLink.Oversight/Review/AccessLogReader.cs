using System.Data;
using ChildLink.EventStore;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Entries;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Merkle;
using Npgsql;

namespace ChildLink.Oversight.Review;

/// <summary>Reads the access log for the privacy officer.</summary>
public sealed class AccessLogReader(NpgsqlDataSource database)
{
    /// <summary>A page of entries, newest first; the sequence number of the last is the cursor of the next page.</summary>
    /// <exception cref="InvalidDataException">An entry on the page is not in the canonical form; verify the log.</exception>
    public async Task<IReadOnlyList<LoggedEntry>> PageAsync(string tenant, AccessLogQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Select(connection, tenant, query);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var page = new List<LoggedEntry>(query.Limit);
        while (await rows.ReadAsync(ct))
        {
            var sequence = rows.PublicLong(0);
            var entry = EntryBytes.Decode(rows.PublicBytes(1)) ?? throw new InvalidDataException($"Entry {sequence} of the access log is damaged; verify the log.");
            page.Add(new LoggedEntry(sequence, entry));
        }

        return page;
    }

    /// <summary>The proof that an entry stands under the newest checkpoint. Reads the leaf hash of every entry before that checkpoint.</summary>
    /// <returns>Null where no checkpoint covers such an entry (yet), or where entries are missing.</returns>
    public async Task<EntryInclusion?> InclusionAsync(string tenant, long sequence, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (await CheckpointCoveringAsync(connection, tenant, sequence, ct) is not var (size, note))
            return null;
        var proof = ProofBuilder.ForInclusion(sequence, size);
        var leaf = default(TreeHash);
        await using var command = Statement.Of(connection, ReviewSql.LeavesBefore, tenant, size);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (proof.Fed < size && await rows.ReadAsync(ct))
        {
            var hash = new TreeHash(rows.PublicBytes(0));
            if (proof.Fed == sequence)
                leaf = hash;
            proof.Add(hash);
        }

        return proof.Fed == size ? new EntryInclusion(new InclusionProof(sequence, size, proof.Path()), leaf, note) : null;
    }

    private static NpgsqlCommand Select(NpgsqlConnection connection, string tenant, AccessLogQuery query)
    {
        object?[] values =
        [
            tenant, query.Actors?.ToArray(), query.Role, query.Purpose, query.Outcome, query.From?.ToUniversalTime(), query.Until?.ToUniversalTime(),
            query.BeforeSequence, query.Limit,
        ];
        return query.Subject is { } subject
            ? Statement.Of(connection, ReviewSql.PageOfSubject, [.. values, subject])
            : Statement.Of(connection, ReviewSql.Page, values);
    }

    private static async Task<(long Size, string Note)?> CheckpointCoveringAsync(
        NpgsqlConnection connection, string tenant, long sequence, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, CheckpointSql.LatestCovering, tenant, sequence);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? (rows.PublicLong(0), rows.PublicText(1)) : null;
    }
}
