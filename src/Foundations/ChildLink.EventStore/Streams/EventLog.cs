using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.EventStore.Streams;

/// <summary>Append-only streams of one tenant on PostgreSQL.</summary>
/// <remarks>
/// Appending happens inside the caller's transaction so that projections written beside it are never ahead or behind.
/// Versions are checked before sequence numbers are drawn: sequences do not roll back, and a failed append must not
/// leave a gap that stalls readers. An advisory lock held to commit makes the sequence rise with commit order.
/// </remarks>
public sealed class EventLog(string tenant, TimeProvider time)
{
    private const long AppendLock = 0x43_4C_45_56_54; // "CLEVT"

    /// <summary>The tenant (全国地方公共団体コード) that this log belongs to.</summary>
    public string Tenant { get; } = tenant;

    /// <summary>Appends events; versions of one stream are consecutive and follow the stored version.</summary>
    /// <returns>Sequence number of each event, rising, in order of the events.</returns>
    /// <exception cref="StreamMovedException">A stream has another version than the batch continues.</exception>
    public async Task<long[]> AppendAsync(NpgsqlConnection connection, string streamType, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
            return [];
        var now = time.GetUtcNow();
        var moved = await AdvanceAsync(connection, streamType, StreamAdvance.Of(events), now, ct);
        if (moved != 0)
            throw new StreamMovedException(moved);
        var sequence = await DrawAsync(connection, events.Count, ct);
        await CopyAsync(connection, events, sequence, now, ct);
        return sequence;
    }

    /// <summary>The stored version of each named stream; a stream that does not exist is absent.</summary>
    public async Task<Dictionary<Guid, long>> VersionsAsync(NpgsqlConnection connection, Guid[] streams, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, EventLogSql.Versions, Tenant, streams);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, long>(streams.Length);
        while (await reader.ReadAsync(ct))
            versions[reader.GetGuid(0)] = reader.GetInt64(1);
        return versions;
    }

    /// <summary>One stream, oldest first.</summary>
    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(NpgsqlConnection connection, Guid stream, CancellationToken ct) =>
        ReadAsync(connection, EventLogSql.ReadStream, [Tenant, stream], ct);

    /// <summary>All events of the given types with a sequence above <paramref name="after"/>, in order of sequence.</summary>
    public IAsyncEnumerable<StoredEvent> ReadTypesAsync(NpgsqlConnection connection, string[] types, long after, CancellationToken ct) =>
        ReadAsync(connection, EventLogSql.ReadTypes, [Tenant, types, after], ct);

    private static async IAsyncEnumerable<StoredEvent> ReadAsync(
        NpgsqlConnection connection, string sql, object[] values, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return new StoredEvent(
                reader.GetInt64(0),
                reader.GetGuid(1),
                reader.GetGuid(2),
                reader.GetInt64(3),
                reader.GetString(4),
                Parse(reader.GetFieldValue<byte[]>(5)),
                reader.IsDBNull(6) ? default : Parse(reader.GetFieldValue<byte[]>(6)),
                reader.GetFieldValue<DateTimeOffset>(7));
        }
    }

    private static JsonElement Parse(byte[] utf8)
    {
        var json = new Utf8JsonReader(utf8);
        return JsonElement.ParseValue(ref json);
    }

    /// <summary>Number of streams that are not where the batch continues them.</summary>
    private async Task<int> AdvanceAsync(NpgsqlConnection connection, string streamType, StreamAdvance advance, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (advance.Created.Length > 0)
            batch.BatchCommands.Add(Statement.InBatch(EventLogSql.CreateStreams, Tenant, streamType, now, advance.Created, advance.CreatedVersions));
        if (advance.Continued.Length > 0)
            batch.BatchCommands.Add(Statement.InBatch(EventLogSql.AdvanceStreams, Tenant, now, advance.Continued, advance.Expected, advance.ContinuedVersions));
        return advance.Faults + advance.Created.Length + advance.Continued.Length - await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes the lock that orders sequence numbers by commit, then draws them.</summary>
    private static async Task<long[]> DrawAsync(NpgsqlConnection connection, int count, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Statement.InBatch(EventLogSql.Lock, AppendLock));
        batch.BatchCommands.Add(Statement.InBatch(EventLogSql.Draw, count));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var sequence = new long[count];
        for (var i = 0; i < count; i++)
        {
            await reader.ReadAsync(ct);
            sequence[i] = reader.GetInt64(0);
        }

        return sequence;
    }

    private async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<NewEvent> events, long[] sequence, DateTimeOffset now, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(EventLogSql.InsertEvents, ct);
        var at = now.UtcDateTime;
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(sequence[i], NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(e.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(e.Stream, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(e.Version, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(e.Data, NpgsqlDbType.Jsonb, ct);
            await copy.WriteAsync(e.Type, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(at, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(Tenant, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync(e.Headers, NpgsqlDbType.Jsonb, ct);
        }

        await copy.CompleteAsync(ct);
    }
}
