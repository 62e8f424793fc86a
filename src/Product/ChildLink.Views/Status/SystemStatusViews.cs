using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Views.Status;

/// <summary>How a municipality stands: counts, nobody's data.</summary>
/// <param name="ScreeningRuns">Runs.</param>
/// <param name="HeldDeliveries">Deliveries that wait for a person.</param>
/// <param name="Proposals">Proposals of assignments, single or in lists, that wait for another person.</param>
/// <param name="OpenEmergencies">Emergencies that are open now.</param>
/// <param name="EmergenciesToReview">Emergencies that the privacy officer has not acknowledged yet.</param>
/// <param name="AccessLogEntries">Entries of the access log.</param>
public sealed record SystemStatus(long ScreeningRuns, long HeldDeliveries, long Proposals, long OpenEmergencies, long EmergenciesToReview, long AccessLogEntries);

/// <summary>Counts the whole, for whoever runs it and for programs that watch it.</summary>
public sealed class SystemStatusViews(NpgsqlDataSource database, string tenant, TimeProvider time)
{
    private const string Counts = """
        select (select count(*) from read.screening_runs where tenant_id = $1),
               (select count(*) from read.deliveries where tenant_id = $1 and state = 'held'),
               (select count(*) from read.assignments where tenant_id = $1 and state = 'proposed' and batch_id is null)
                 + (select count(*) from read.assignment_batches where tenant_id = $1 and state = 'proposed'),
               (select count(*) from read.emergencies where tenant_id = $1 and ended_at is null and $2 < until),
               (select count(*) from read.emergencies where tenant_id = $1 and reviewed_at is null),
               coalesce((select size from audit.tree_heads where tenant_id = $1), 0)
        """;

    /// <summary>The counts of this moment.</summary>
    public async Task<SystemStatus> ReadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Counts, tenant, time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return new SystemStatus(rows.PublicLong(0), rows.PublicLong(1), rows.PublicLong(2), rows.PublicLong(3), rows.PublicLong(4), rows.PublicLong(5));
    }
}
