using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore.Streams;
using Npgsql;

namespace ChildLink.Casework.Grants;

/// <summary>What stands in an event: the grant as it was then, whose step it was, and what was written, sealed.</summary>
internal sealed record GrantEvent(Grant Grant, string By, IReadOnlyDictionary<string, string> Texts);

/// <summary>The events of a grant, in a stream of its own: proposed, then approved, refused or ended, then ended.</summary>
internal static class GrantEvents
{
    public static Task AppendAsync(
        NpgsqlConnection connection, string tenant, TimeProvider time, string type, Grant now, string by, IReadOnlyDictionary<string, string> texts, CancellationToken ct) =>
        new EventLog(tenant, time).AppendAsync(
            connection, "grant",
            [new NewEvent(
                Guid.CreateVersion7(time.GetUtcNow()), now.Id, now.Version, type,
                JsonSerializer.SerializeToUtf8Bytes(new GrantEvent(now, by, texts), GrantJson.Default.GrantEvent), "{}"u8.ToArray())],
            ct);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GrantEvent))]
internal sealed partial class GrantJson : JsonSerializerContext;
