using System.Data;
using ChildLink.EventStore;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Privacy.Guarding;
using ChildLink.TransparencyLog.Checkpoints;
using ChildLink.TransparencyLog.Merkle;
using ChildLink.TransparencyLog.Verification;
using Npgsql;

namespace ChildLink.Oversight.Verification;

/// <summary>
/// Reads a whole log from its first entry and holds it against itself and against every checkpoint, in the database and
/// outside. Trusts the public key and the checkpoints outside, nothing in the database.
/// </summary>
/// <remarks>
/// Works beside a running server on one snapshot, in a transaction that can only read: any role that may select from the
/// schema <c>audit</c> will do. Memory does not grow with the number of entries.
/// </remarks>
/// <param name="database">Connections that can read the log.</param>
/// <param name="key">The public key that is trusted; stays the caller's to dispose.</param>
/// <param name="outside">The checkpoints outside.</param>
/// <param name="time">Clock of waits for a file that is being written.</param>
/// <param name="keeping">Whether the folder outside is the one that is written to, or a copy of it.</param>
public sealed class LogVerifier(
    NpgsqlDataSource database, NoteVerifier key, CheckpointFolder outside, TimeProvider time, CheckpointKeeping keeping = CheckpointKeeping.Live)
{
    private const int RowsAtOnce = 2000;

    /// <summary>Verifies the log of one tenant.</summary>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="progress">Told the number of entries read so far; may be null.</param>
    /// <param name="ct">Stops between entries.</param>
    /// <exception cref="NpgsqlException">The database cannot be read.</exception>
    /// <exception cref="IOException">The folder outside cannot be read.</exception>
    public async Task<LogVerdict> VerifyAsync(string tenant, IProgress<long>? progress, CancellationToken ct)
    {
        var findings = new FindingList();
        var checkpoints = new CheckpointSet(tenant, key, findings);
        // Outside first: whatever lies there was in the database before the snapshot is taken.
        checkpoints.AddOutside(await outside.ReadAsync(tenant, time, ct));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await Statement.ExecuteAsync(connection, VerificationSql.ReadOnly, ct);
        await checkpoints.AddInsideAsync(connection, ct);

        var log = new LogVerification(checkpoints.All);
        await ReadEntriesAsync(connection, tenant, log, findings, progress, ct);
        var report = log.Complete();
        await CheckHeadAsync(connection, tenant, report.Tree, findings, ct);
        AddMismatches(report, checkpoints, findings);
        // What a running server signed between the first reading and the snapshot lies outside by now.
        if (checkpoints.MissingOutside(keeping) is { Count: > 0 } missing)
            checkpoints.AddMissing(missing, await outside.ReadAsync(tenant, time, ct));
        return findings.Total == 0
            ? new LogVerdict.Intact(
                report.Tree.Size, report.Tree.Root(), checkpoints.Inside, checkpoints.Outside, report.Confirmed, checkpoints.LargestOutside)
            : new LogVerdict.Broken(report.Tree.Size, findings.Kept, findings.Total);
    }

    private static async Task ReadEntriesAsync(
        NpgsqlConnection connection, string tenant, LogVerification log, FindingList findings, IProgress<long>? progress, CancellationToken ct)
    {
        long after = long.MinValue, expected = 0;
        while (await LoadEntriesAsync(connection, tenant, after, ct) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                CheckSequence(entry.Sequence, expected, findings);
                expected = entry.Sequence + 1;
                log.AddLeaf(entry.Check(tenant, findings));
            }

            after = entries[^1].Sequence;
            progress?.Report(log.Size);
        }
    }

    private static void CheckSequence(long sequence, long expected, FindingList findings)
    {
        if (sequence > expected)
            findings.Add(expected, LogFault.Missing, sequence - expected == 1 ? "one entry" : $"{sequence - expected} entries");
        else if (sequence < expected)
            findings.Add(sequence, LogFault.Doubled, "the number stands more than once");
    }

    private static async Task<List<StoredEntry>> LoadEntriesAsync(NpgsqlConnection connection, string tenant, long after, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, VerificationSql.EntriesAfter, tenant, after, RowsAtOnce);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var entries = new List<StoredEntry>(RowsAtOnce);
        while (await rows.ReadAsync(ct))
            entries.Add(StoredEntry.Read(rows));
        return entries;
    }

    private static async Task CheckHeadAsync(NpgsqlConnection connection, string tenant, Frontier tree, FindingList findings, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, VerificationSql.Head, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        if (!await rows.ReadAsync(ct))
        {
            if (tree.Size > 0)
                findings.Add(null, LogFault.HeadDiffers, "there is no tree head");
            return;
        }

        if (rows.PublicLong(0) != tree.Size)
            findings.Add(null, LogFault.HeadDiffers, $"the tree head counts {rows.PublicLong(0)} entries, {tree.Size} are there");
        else if (!rows.PublicBytes(1).AsSpan().SequenceEqual(tree.ToBytes()))
            findings.Add(null, LogFault.HeadDiffers, "the tree head holds other hashes");
    }

    /// <summary>Once one root differs all later ones do: the first says where, with the last that is still right.</summary>
    private static void AddMismatches(LogReport report, CheckpointSet checkpoints, FindingList findings)
    {
        if (report.Mismatches.OfType<CheckpointMismatch.OtherRoot>().FirstOrDefault() is { } other)
        {
            findings.Add(
                other.Checkpoint.Size, LogFault.RootDiffers,
                $"{checkpoints.PlaceOf(other.Checkpoint)}; entries up to {report.Confirmed} are confirmed");
        }

        if (report.Mismatches.OfType<CheckpointMismatch.BeyondEnd>().LastOrDefault() is { } beyond)
            findings.Add(report.Tree.Size, LogFault.Truncated, $"{checkpoints.PlaceOf(beyond.Checkpoint)} counts {beyond.Checkpoint.Size} entries");
    }
}
