using System.Text.Json;
using ChildLink.EventStore.Streams;
using Npgsql;

namespace ChildLink.Privacy.Erasure;

/// <summary>The events of an erasure, in a stream of its own.</summary>
internal static class ErasureEvents
{
    private const string StreamType = "erasure";

    public static async Task AppendAsync(
        NpgsqlConnection connection, string tenant, TimeProvider time, string type, ErasureEvent data, CancellationToken ct)
    {
        var log = new EventLog(tenant, time);
        var version = (await log.VersionsAsync(connection, [data.Erasure], ct)).GetValueOrDefault(data.Erasure) + 1;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(data, ErasureJson.Default.ErasureEvent);
        await log.AppendAsync(
            connection, StreamType, [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), data.Erasure, version, type, bytes, "{}"u8.ToArray())], ct);
    }
}
