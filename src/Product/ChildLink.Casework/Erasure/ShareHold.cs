using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Casework.Erasure;

/// <summary>A child whose result an institution sees is being helped: the share ends first, by the steward's decision.</summary>
public sealed class ShareHold : IErasureScope
{
    private const string InForce = """
        select exists (
            select 1 from read.shares
            where tenant_id = $1 and resident_id = $2 and $3 < valid_until and (ended_at is null or $3 < ended_at))
        """;

    /// <inheritdoc/>
    public Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct) =>
        ErasureFinding.AskAsync(connection, InForce, ct, tenant, subject, now.ToUniversalTime());
}
