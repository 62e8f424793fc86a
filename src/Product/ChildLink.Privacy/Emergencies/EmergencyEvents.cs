using System.Text.Json;
using System.Text.Json.Serialization;
using ChildLink.EventStore.Streams;
using Npgsql;

namespace ChildLink.Privacy.Emergencies;

/// <summary>What happened to an emergency; the reason is sealed, everything else says nothing about anybody's life.</summary>
internal sealed record EmergencyEvent(
    string By, DateTimeOffset At, IReadOnlyList<Guid>? Residents = null, DateTimeOffset? Until = null, string? Reason = null, string? Verdict = null, string? Remark = null);

/// <summary>The events of an emergency, in a stream of its own.</summary>
internal static class EmergencyEvents
{
    public static async Task AppendAsync(
        NpgsqlConnection connection, string tenant, TimeProvider time, Guid emergency, string type, EmergencyEvent data, CancellationToken ct)
    {
        var log = new EventLog(tenant, time);
        var version = (await log.VersionsAsync(connection, [emergency], ct)).GetValueOrDefault(emergency) + 1;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(data, EmergencyJson.Default.EmergencyEvent);
        await log.AppendAsync(
            connection, "emergency", [new NewEvent(Guid.CreateVersion7(time.GetUtcNow()), emergency, version, type, bytes, "{}"u8.ToArray())], ct);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmergencyEvent))]
internal sealed partial class EmergencyJson : JsonSerializerContext;
