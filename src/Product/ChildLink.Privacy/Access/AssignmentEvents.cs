using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChildLink.EventStore.Streams;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>The events of assignments and of their batches, each in a stream of its own.</summary>
internal sealed class AssignmentEvents(NpgsqlConnection connection, string tenant, TimeProvider time)
{
    private const string AssignmentStream = "assignment";
    private const string BatchStream = "assignment-batch";

    private readonly EventLog log = new(tenant, time);

    public Task BeginAsync(string type, IReadOnlyList<Assignment> assignments, CancellationToken ct) => log.AppendAsync(
        connection, AssignmentStream, [.. assignments.Select(a => Event(a.Id, 1, type, a, AssignmentJson.Default.Assignment))], ct);

    public async Task GoOnAsync(string type, IReadOnlyList<Guid> assignments, AssignmentDecided decision, CancellationToken ct)
    {
        var versions = await log.VersionsAsync(connection, [.. assignments], ct);
        await log.AppendAsync(
            connection, AssignmentStream,
            [.. assignments.Select(id => Event(id, versions[id] + 1, type, decision, AssignmentJson.Default.AssignmentDecided))], ct);
    }

    public Task BeginBatchAsync(AssignmentBatch batch, CancellationToken ct) => log.AppendAsync(
        connection, BatchStream, [Event(batch.Id, 1, "assignment_batch_proposed", batch, AssignmentJson.Default.AssignmentBatch)], ct);

    public Task DecideBatchAsync(string type, Guid batch, AssignmentDecided decision, CancellationToken ct) => log.AppendAsync(
        connection, BatchStream, [Event(batch, 2, type, decision, AssignmentJson.Default.AssignmentDecided)], ct);

    private NewEvent Event<T>(Guid stream, long version, string type, T data, JsonTypeInfo<T> json) => new(
        Guid.CreateVersion7(time.GetUtcNow()), stream, version, type, JsonSerializer.SerializeToUtf8Bytes(data, json), "{}"u8.ToArray());
}
