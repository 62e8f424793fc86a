using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Privacy.Emergencies;

/// <summary>Why an emergency was opened goes with the person: the privacy officer reads it in time, so it is reviewed first.</summary>
public sealed class EmergencyHold : IErasureScope
{
    private const string Unreviewed = """
        select exists (
            select from read.emergencies e
            join read.emergency_rows g on g.tenant_id = e.tenant_id and g.emergency_id = e.id
            where e.tenant_id = $1 and e.reviewed_at is null and g.resident_id = $2)
        """;

    /// <inheritdoc/>
    public Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct) =>
        ErasureFinding.AskAsync(connection, Unreviewed, ct, tenant, subject);
}
