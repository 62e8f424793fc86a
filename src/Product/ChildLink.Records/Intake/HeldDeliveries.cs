using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>Full extracts that wait for a person because many records are no longer in them.</summary>
public sealed class HeldDeliveries(NpgsqlDataSource database, string tenant)
{
    private const string Release =
        "update read.deliveries set state = 'released' where tenant_id = $1 and id = $2 and state in ('held', 'released')";

    /// <summary>
    /// Lets the same content in when it is given the next time. Nothing of it was stored; whoever lets it be does nothing.
    /// </summary>
    /// <param name="delivery">Identity of the held delivery.</param>
    /// <param name="record">Writes the log entry; the release stands only after it returned.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    /// <returns>False when no such delivery waits.</returns>
    public async Task<bool> ReleaseAsync(Guid delivery, Func<CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(record);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Statement.ExecuteAsync(connection, Release, ct, tenant, delivery) == 0)
            return false;
        await record(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
