using System.Text.Json;
using ChildLink.Privacy.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Intake;

/// <summary>
/// Gathers the findings of one delivery and stores them in bulk; a row that is kept for repair is sealed under a key of
/// its own.
/// </summary>
/// <remarks>All findings of one row are added one after the other, so that their ordinals count up.</remarks>
internal sealed class Quarantine(NpgsqlConnection connection, string tenant, KeyHome keys, TimeProvider time, Guid delivery)
{
    private const int LargestBatch = 5_000;

    private const string Copy = """
        copy read.quarantine (tenant_id, delivery_id, row, ordinal, column_name, rule, disposition, message, subject_id, sealed_row)
        from stdin (format binary)
        """;

    private readonly List<(long Row, Finding Finding, string[]? Record)> findings = [];

    /// <summary>Notes a finding; with the record when the row is kept for repair.</summary>
    public void Add(long row, Finding finding, string[]? record) => findings.Add((row, finding, record));

    /// <summary>Stores what has gathered when it is enough for a batch.</summary>
    public Task SaveFullBatchAsync(CancellationToken ct) => findings.Count >= LargestBatch ? SaveAsync(ct) : Task.CompletedTask;

    /// <summary>Stores what has gathered.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        if (findings.Count == 0)
            return;
        using var ring = await SubjectKeyRing.LoadAsync(connection, tenant, keys, [], time.GetUtcNow(), ct);
        await using (var copy = await connection.BeginBinaryImportAsync(Copy, ct))
        {
            var ordinal = 0;
            long last = -1;
            foreach (var (row, finding, record) in findings)
            {
                ordinal = row == last ? ordinal + 1 : 0;
                last = row;
                await WriteAsync(copy, ring, row, ordinal, finding, record, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await ring.SaveNewAsync(connection, ct);
        findings.Clear();
    }

    private async Task WriteAsync(
        NpgsqlBinaryImporter copy, SubjectKeyRing ring, long row, int ordinal, Finding finding, string[]? record, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(delivery, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(row, NpgsqlDbType.Bigint, ct);
        await copy.WriteAsync(ordinal, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(finding.Column, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(finding.Rule, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(finding.Disposition.ToString().ToLowerInvariant(), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(finding.Message, NpgsqlDbType.Text, ct);
        if (record is null)
        {
            await copy.WriteNullAsync(ct);
            await copy.WriteNullAsync(ct);
            return;
        }

        var subject = Guid.CreateVersion7(time.GetUtcNow());
        await copy.WriteAsync(subject, NpgsqlDbType.Uuid, ct);
        using var cipher = ring.Cipher(subject);
        await copy.WriteAsync(SealedValue.Seal(cipher, subject, row, "row", JsonSerializer.Serialize(record)), NpgsqlDbType.Text, ct);
    }
}
