using System.Text.Json;
using ChildLink.Privacy.Sealing;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Intake;

/// <summary>Gathers the findings of one delivery; a row that is kept for repair is sealed under a key of its own.</summary>
/// <remarks>All findings of one row are added one after the other, so that their ordinals count up.</remarks>
internal sealed class Quarantine(SubjectKeyRing ring, TimeProvider time)
{
    private const string Copy = """
        copy read.quarantine (tenant_id, delivery_id, row, ordinal, column_name, rule, disposition, message, subject_id, sealed_row)
        from stdin (format binary)
        """;

    private readonly List<SealedFinding> findings = [];
    private long lastRow = -1;
    private int ordinal;

    /// <summary>How many are gathered.</summary>
    public int Count => findings.Count;

    /// <summary>Notes a finding; with the record when the row is kept for repair.</summary>
    public void Add(long row, Finding finding, string[]? record)
    {
        ordinal = row == lastRow ? ordinal + 1 : 0;
        lastRow = row;
        if (record is null)
        {
            findings.Add(new SealedFinding(row, ordinal, finding, null, null));
            return;
        }

        var subject = Guid.CreateVersion7(time.GetUtcNow());
        using var cipher = ring.Cipher(subject);
        findings.Add(new SealedFinding(row, ordinal, finding, subject, SealedValue.Seal(cipher, subject, row, "row", JsonSerializer.Serialize(record))));
    }

    /// <summary>Hands over what has gathered.</summary>
    public void MoveTo(PreparedRows target)
    {
        target.Findings.AddRange(findings);
        target.Subjects.AddRange(findings.Select(f => f.Subject).OfType<Guid>());
        findings.Clear();
    }

    /// <summary>Stores findings.</summary>
    public static async Task SaveAsync(NpgsqlConnection connection, string tenant, Guid delivery, List<SealedFinding> findings, CancellationToken ct)
    {
        if (findings.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var found in findings)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(tenant, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(delivery, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(found.Row, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(found.Ordinal, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(found.Finding.Column, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(found.Finding.Rule, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(found.Finding.Disposition.ToString().ToLowerInvariant(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(found.Finding.Message, NpgsqlDbType.Text, ct);
            if (found.Subject is { } subject)
                await copy.WriteAsync(subject, NpgsqlDbType.Uuid, ct);
            else
                await copy.WriteNullAsync(ct);
            if (found.SealedRow is { } row)
                await copy.WriteAsync(row, NpgsqlDbType.Text, ct);
            else
                await copy.WriteNullAsync(ct);
        }

        await copy.CompleteAsync(ct);
    }
}
