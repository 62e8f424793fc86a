using ChildLink.EventStore;
using Npgsql;

namespace ChildLink.Records.Intake;

/// <summary>A delivery as it is stored.</summary>
/// <param name="Known">What later deliveries depend on.</param>
/// <param name="Digest">SHA-256 of what it says (<see cref="DeliveredFiles.DigestAsync"/>).</param>
/// <param name="AsOf">The day in its name, or null.</param>
/// <param name="Counts">What became of its records.</param>
/// <param name="Standing">Records of its scope that stood before; 0 when it is not a full extract or the first.</param>
/// <param name="Missing">Of those, how many it lacks.</param>
internal sealed record DeliveryRecord(KnownDelivery Known, byte[] Digest, DateOnly? AsOf, RecordCounts Counts, long Standing, long Missing);

/// <summary>Writes deliveries down.</summary>
internal static class Deliveries
{
    private const string Upsert = """
        insert into read.deliveries (tenant_id, id, provision, file, content_hash, received_at, as_of,
            records, accepted, corrected, quarantined, ignored, events, scope, effective_on, state, standing, missing, nameless)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        on conflict (tenant_id, id) do update
        set file = excluded.file, received_at = excluded.received_at, records = excluded.records, accepted = excluded.accepted,
            corrected = excluded.corrected, quarantined = excluded.quarantined, ignored = excluded.ignored, events = excluded.events,
            effective_on = excluded.effective_on, state = excluded.state, standing = excluded.standing, missing = excluded.missing,
            nameless = excluded.nameless
        """;

    public static Task SaveAsync(NpgsqlConnection connection, string tenant, DeliveryRecord delivery, CancellationToken ct)
    {
        var (known, counts) = (delivery.Known, delivery.Counts);
        return Statement.ExecuteAsync(
            connection, Upsert, ct, tenant, known.Id, known.Provision, known.File, delivery.Digest, known.ReceivedAt, delivery.AsOf,
            counts.Records, counts.Accepted, counts.Corrected, counts.Quarantined, counts.Ignored, counts.Events,
            known.Scope, known.Effective, known.State.ToString().ToLowerInvariant(), delivery.Standing, delivery.Missing, known.Nameless);
    }
}
