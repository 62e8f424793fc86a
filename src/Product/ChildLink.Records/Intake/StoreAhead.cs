using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>
/// The store as it will be when everything that is prepared has been written: what the database holds, and over it what is
/// still on its way. So the next rows are judged and sealed while the last are written.
/// </summary>
/// <remarks>Only the preparing side uses it; the writing side just says how far it is (<see cref="Written"/>).</remarks>
internal sealed class StoreAhead(NpgsqlConnection connection, EventLog log, SubjectKeyRing ring)
{
    private readonly Dictionary<Guid, (long Version, int Part)> versions = [];
    private readonly Dictionary<Guid, (RecordStatement? Head, int Part)> heads = [];
    private readonly Queue<PreparedRows> onTheirWay = new();
    private int written;

    /// <summary>Number of the last part that is in the database.</summary>
    public int Written
    {
        set => Volatile.Write(ref written, value);
    }

    /// <summary>What is known about some keys and subjects; their keys are in the ring afterwards.</summary>
    /// <param name="provision">Provision of the keys.</param>
    /// <param name="keys">Business keys.</param>
    /// <param name="subjects">Subjects, each once.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<KnownRows> LoadAsync(string provision, Guid[] keys, Guid[] subjects, CancellationToken ct)
    {
        ForgetWritten();
        var known = await RecordStatements.HeadsAsync(connection, log.Tenant, provision, keys, ct);
        await ring.LoadMoreAsync(connection, subjects, ct);
        var at = await log.VersionsAsync(connection, subjects, ct);
        foreach (var subject in subjects)
        {
            if (versions.TryGetValue(subject, out var ahead))
                at[subject] = ahead.Version;
        }

        foreach (var key in keys)
        {
            if (!heads.TryGetValue(key, out var ahead))
                continue;
            if (ahead.Head is { } head)
                known[key] = head;
            else
                known.Remove(key);
        }

        return new KnownRows(known, at);
    }

    /// <summary>Notes rows that are about to be written.</summary>
    public void Expect(PreparedRows rows)
    {
        onTheirWay.Enqueue(rows);
        for (var i = 0; i < rows.Events.Count; i++)
        {
            var e = rows.Events[i];
            versions[e.Stream] = (e.Version, rows.Number);
            var (statement, isHead, retires) = rows.Statements[i];
            if (isHead || retires)
                heads[statement.Key] = (isHead ? statement : null, rows.Number);
        }
    }

    /// <summary>Forgets everything that was on its way: it has been written or given up.</summary>
    public void Settle()
    {
        foreach (var rows in onTheirWay)
            Forget(rows);
        onTheirWay.Clear();
    }

    private void ForgetWritten()
    {
        var upTo = Volatile.Read(ref written);
        while (onTheirWay.TryPeek(out var rows) && rows.Number <= upTo)
            Forget(onTheirWay.Dequeue());
    }

    private void Forget(PreparedRows rows)
    {
        foreach (var subject in rows.Subjects)
        {
            if (versions.TryGetValue(subject, out var ahead) && ahead.Part > rows.Number)
                continue;
            versions.Remove(subject);
            ring.Forget(subject);
        }

        foreach (var (statement, _, _) in rows.Statements)
        {
            if (heads.TryGetValue(statement.Key, out var ahead) && ahead.Part <= rows.Number)
                heads.Remove(statement.Key);
        }
    }
}

/// <summary>Heads by key and versions by stream.</summary>
internal sealed record KnownRows(Dictionary<Guid, RecordStatement> Heads, Dictionary<Guid, long> Versions);
