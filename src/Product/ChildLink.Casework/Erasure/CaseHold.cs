using ChildLink.Casework.Shares;
using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using Npgsql;

namespace ChildLink.Casework.Erasure;

/// <summary>A child with an open case is being helped: the case is closed first. Waits for a command that is at work on the child.</summary>
public sealed class CaseHold : IErasureScope
{
    private const string Open = "select exists (select from read.cases where tenant_id = $1 and resident_id = $2 and closed_at is null)";

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        // Held to the end of the erasure: no case is opened between this look and the erasing.
        await Statement.ExecuteAsync(connection, ShareSql.LockChild, ct, tenant, subject);
        return await ErasureFinding.AskAsync(connection, Open, ct, tenant, subject);
    }
}
