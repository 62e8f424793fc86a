using System.Text;
using ChildLink.Api.Problems;
using ChildLink.EventStore;
using ChildLink.Oversight.Recording;
using Npgsql;

namespace ChildLink.Api.Rest;

/// <summary>Whether the process lives and whether it can answer. No token, no detail.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Healthy = Encoding.UTF8.GetBytes("""{"status":"ok"}""");

    public static void MapHealth(this IEndpointRouteBuilder routes, NpgsqlDataSource database, AccessLog log)
    {
        routes.MapGet("/health/live", new RequestDelegate(http => Answering.WriteAsync(http, StatusCodes.Status200OK, Healthy, http.RequestAborted)));
        // Throws when the database is away; the problem handler answers 503.
        routes.MapGet("/health/ready", new RequestDelegate(async http =>
        {
            await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
            await Statement.ExecuteAsync(connection, "select 1", http.RequestAborted);
            // The database may answer and the log still not: then every request would be refused.
            if (!log.Writable)
            {
                await ProblemWriter.WriteAsync(http, ProblemCode.LogUnavailable, null, null, http.RequestAborted);
                return;
            }

            await Answering.WriteAsync(http, StatusCodes.Status200OK, Healthy, http.RequestAborted);
        }));
    }
}
