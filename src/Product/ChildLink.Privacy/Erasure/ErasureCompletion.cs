using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>The records' part of what follows an erasure: for the owner of the database, at maintenance and at a restore.</summary>
public static class ErasureCompletion
{
    private const string ByLedger = "ledger of erasures";
    private const string Restored = """
        insert into vault.erasures as e (tenant_id, id, subject_id, reason, requested_by, requested_at, approved_by, effective_at, subjects, complete_by, backups_until)
        values ($1, $2, $3, 're-applied after a restore', 'ledger of erasures', $4, 'restore', $4, $5, $6, $7)
        on conflict (tenant_id, id) do update
        set approved_by = excluded.approved_by, effective_at = excluded.effective_at, subjects = excluded.subjects,
            complete_by = excluded.complete_by, backups_until = excluded.backups_until
        where e.effective_at is null
        """;

    /// <summary>
    /// Erases again what the ledger says and the database does not know: in the transaction in which a backup is loaded or before
    /// anybody is served. What would hold an erasure that is asked for (an open case, a share in force, an emergency without review, a
    /// declared conflict) holds none of these: two people decided it after all of that was settled, and what an older copy says
    /// of the time before is no reason to bring the person back. An emergency stays on the officer's list, without its reason.
    /// </summary>
    /// <returns>How many erasures were re-applied.</returns>
    public static async Task<int> ReapplyAsync(
        NpgsqlConnection connection, string tenant, IReadOnlyList<LedgerEntry> ledger, ErasurePromise promise, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(promise);
        var now = time.GetUtcNow();
        var reapplied = 0;
        var known = await EffectiveAsync(connection, tenant, ct);
        foreach (var entry in ledger.Where(e => !known.Contains(e.Erasure)))
        {
            var added = await Statement.ExecuteAsync(
                connection, Restored, ct, tenant, entry.Erasure, entry.Subjects[0], entry.EffectiveAt, entry.Subjects.ToArray(),
                now + promise.Storage, now + promise.Backups);
            if (added == 0)
                continue;
            await ConflictSuccession.CarryOverAsync(connection, tenant, entry.Subjects, ByLedger, time, ct);
            await using (var command = Statement.Of(connection, ErasureSql.CarryOut, tenant, entry.Erasure))
                await command.ExecuteNonQueryAsync(ct);
            await ErasureEvents.AppendAsync(
                connection, tenant, time, "subject_erased", new ErasureEvent(entry.Erasure, entry.Subjects, "re-applied after a restore", ByLedger, now, 0), ct);
            reapplied++;
        }

        return reapplied;
    }

    private static async Task<HashSet<Guid>> EffectiveAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, "select id from vault.erasures where tenant_id = $1 and effective_at is not null", tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var known = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            known.Add(rows.PublicUuid(0));
        return known;
    }

    /// <summary>Erasures that are effective and not complete, oldest first. Rows that work in between may have left are erased again.</summary>
    public static async Task<IReadOnlyList<ErasureRecord>> SweepAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        var incomplete = await ErasureRows.ReadAsync(connection, ErasureSql.Incomplete, ct, tenant);
        foreach (var erasure in incomplete.Where(e => e.ReleasedAt is null))
        {
            await using var command = Statement.Of(connection, ErasureSql.CarryOut, tenant, erasure.Id);
            await command.ExecuteNonQueryAsync(ct);
        }

        return incomplete;
    }

    /// <summary>Notes that nothing is left in the database's own files, with an event each.</summary>
    public static async Task MarkAsync(
        NpgsqlConnection connection, string tenant, IReadOnlyList<ErasureRecord> complete, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(complete);
        var now = time.GetUtcNow();
        await Statement.ExecuteAsync(connection, ErasureSql.Complete, ct, tenant, complete.Select(c => c.Id).ToArray(), now);
        foreach (var erasure in complete)
            await ErasureEvents.AppendAsync(
                connection, tenant, time, "erasure_completed", new ErasureEvent(erasure.Id, erasure.Subjects, erasure.Reason, "erase complete", now, 0), ct);
    }
}
