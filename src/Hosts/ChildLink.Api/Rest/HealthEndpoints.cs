using System.Buffers;
using System.Text;
using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.EventStore;
using ChildLink.Records.Law;

namespace ChildLink.Api.Rest;

/// <summary>Whether the process lives and whether it can answer. No token, no detail: counts and hashes only.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Healthy = Encoding.UTF8.GetBytes("""{"status":"ok"}""");

    public static void MapHealth(this IEndpointRouteBuilder routes, Municipality municipality)
    {
        routes.MapGet("/health/live", new RequestDelegate(http => Answering.WriteAsync(http, StatusCodes.Status200OK, Healthy, http.RequestAborted)));
        // Throws when the database is away; the problem handler answers 503.
        routes.MapGet("/health/ready", new RequestDelegate(async http =>
        {
            var ct = http.RequestAborted;
            await using (var connection = await municipality.Database.OpenConnectionAsync(ct))
                await Statement.ExecuteAsync(connection, "select 1", ct);
            // The database may answer and the log still not: then every request would be refused. Behind the adopted policy, too.
            if (await UnreadyAsync(municipality, ct) is { } problem)
            {
                await ProblemWriter.WriteAsync(http, problem, null, null, ct);
                return;
            }

            await Answering.WriteAsync(http, StatusCodes.Status200OK, Ready(municipality), ct);
        }));
    }

    private static async ValueTask<ProblemCode?> UnreadyAsync(Municipality municipality, CancellationToken ct) =>
        !municipality.Log.Writable ? ProblemCode.LogUnavailable : await municipality.ClosedAsync(ct);

    private static ReadOnlyMemory<byte> Ready(Municipality municipality)
    {
        var ends = BasisCalendar.Endings(municipality.City.Provisions, municipality.Time.GetUtcNow());
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteStartObject("policy");
            json.WriteString("served", municipality.Standing.Served);
            json.WriteBoolean("filesWaitForAdoption", municipality.Standing.DiskWaits);
            json.WriteEndObject();
            json.WriteStartObject("endingBases");
            json.WriteNumber("ended", ends.Count(e => e.Within == 0));
            foreach (var days in BasisCalendar.WarningDays)
                json.WriteNumber($"within{days}", ends.Count(e => e.Within == days));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
