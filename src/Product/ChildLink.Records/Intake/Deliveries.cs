using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>The register of deliveries.</summary>
internal static class Deliveries
{
    /// <summary>
    /// A file that came back after another version lay in its place is no repetition: it says that the change was undone.
    /// Unless ($5) another version follows at once: then both were given together and came before in this order.
    /// </summary>
    private const string Find = """
        select d.records from read.deliveries d
        where d.tenant_id = $1 and d.provision = $2 and d.content_hash = $3
          and ($5 or not exists (
            select 1 from read.deliveries l
            where l.tenant_id = d.tenant_id and l.provision = d.provision and l.content_hash <> d.content_hash
              and l.file = $4 and l.received_at > d.received_at))
        limit 1
        """;

    private const string Insert = """
        insert into read.deliveries (tenant_id, id, provision, file, content_hash, received_at, as_of,
            records, accepted, corrected, quarantined, ignored, events)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    /// <summary>Number of records of the delivery that says the same and was not replaced since; null when there is none.</summary>
    /// <param name="replaced">Whether a later file of the same import is shown under the same path.</param>
    public static async Task<long?> FindAsync(
        NpgsqlConnection connection, string tenant, string provision, byte[] digest, string shown, bool replaced, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Find, tenant, provision, digest, shown, replaced);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicLong(0) : null;
    }

    public static Task SaveAsync(
        NpgsqlConnection connection, string tenant, Guid id, string provision, string file, byte[] digest, DateTimeOffset receivedAt,
        DateOnly? asOf, RecordCounts counts, CancellationToken ct) =>
        Statement.ExecuteAsync(
            connection, Insert, ct, tenant, id, provision, file, digest, receivedAt, asOf,
            counts.Records, counts.Accepted, counts.Corrected, counts.Quarantined, counts.Ignored, counts.Events);
}
