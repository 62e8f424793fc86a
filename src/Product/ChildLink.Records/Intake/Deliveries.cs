using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Store;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>The register of deliveries and their findings.</summary>
internal static class Deliveries
{
    private const string Find =
        "select records from read.deliveries where tenant_id = $1 and provision = $2 and content_hash = $3 limit 1";

    private const string Insert = """
        insert into read.deliveries (tenant_id, id, provision, file, content_hash, received_at, as_of,
            records, accepted, corrected, quarantined, ignored, events)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string InsertFinding = """
        insert into read.quarantine (tenant_id, delivery_id, row, ordinal, column_name, rule, disposition, message, subject_id, sealed_row)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    /// <summary>Number of records of an earlier delivery with the same content; null when there was none.</summary>
    public static async Task<long?> FindAsync(NpgsqlConnection connection, string tenant, string provision, byte[] digest, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Find, tenant, provision, digest);
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

    public static Task SaveFindingAsync(
        NpgsqlConnection connection, string tenant, Guid delivery, long row, int ordinal, Finding finding, Guid? subject, string? sealedRow, CancellationToken ct) =>
        Statement.ExecuteAsync(
            connection, InsertFinding, ct, tenant, delivery, row, ordinal, finding.Column, finding.Rule,
            finding.Disposition.ToString().ToLowerInvariant(), finding.Message, subject, sealedRow);
}
