using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>A key that a client chose, with what it stands for.</summary>
/// <param name="Client">Who submits.</param>
/// <param name="Key">The key.</param>
/// <param name="Digest">Keyed digest of provision, file name and rows (<see cref="SubmittedRows.KeyUnder"/>).</param>
internal sealed record SubmissionKey(string Client, string Key, byte[] Digest);

/// <summary>A submission that came before.</summary>
/// <param name="Digest">What its key stands for.</param>
/// <param name="Delivery">What became of it.</param>
/// <param name="SubmittedAt">When it came for the first time; what it says is not truer than then.</param>
internal sealed record KnownSubmission(byte[] Digest, Guid Delivery, DateTimeOffset SubmittedAt);

/// <summary>Remembers client keys.</summary>
internal static class Submissions
{
    private const string One =
        "select digest, delivery_id, submitted_at from read.submissions where tenant_id = $1 and client = $2 and client_key = $3";

    /// <summary>The delivery changes when a person released it and the provision is another by then; the digest and the instant never do.</summary>
    private const string Upsert = """
        insert into read.submissions (tenant_id, client, client_key, digest, delivery_id, submitted_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant_id, client, client_key) do update set delivery_id = excluded.delivery_id
        """;

    /// <summary>The submission under this key, or null when there was none.</summary>
    public static async Task<KnownSubmission?> FindAsync(NpgsqlConnection connection, string tenant, SubmissionKey key, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, One, tenant, key.Client, key.Key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? new KnownSubmission(rows.PublicBytes(0), rows.PublicUuid(1), rows.PublicInstant(2)) : null;
    }

    /// <summary>Notes what became of a submission, inside the transaction in which it became so.</summary>
    public static Task SaveAsync(
        NpgsqlConnection connection, string tenant, SubmissionKey key, Guid delivery, DateTimeOffset submittedAt, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, Upsert, ct, tenant, key.Client, key.Key, key.Digest, delivery, submittedAt.ToUniversalTime());
}
