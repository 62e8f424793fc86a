using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Emergencies;

/// <summary>An emergency that the privacy officer did not review yet would leave the officer's list with the person: it is reviewed first.</summary>
public sealed class EmergencyHold : IErasureScope
{
    private const string Unreviewed = """
        select exists (
            select from read.emergencies e
            where e.tenant_id = $1 and e.reviewed_at is null
              and (e.resident_id = $2 or exists (
                select from read.emergency_rows g where g.tenant_id = $1 and g.emergency_id = e.id and g.resident_id = $2)))
        """;

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Unreviewed, tenant, subject);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0) ? ErasureFinding.Held : ErasureFinding.None;
    }
}
