using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Linkage;

/// <summary>
/// Whom the records of a source without resident codes are about, for the rooms after linkage. A provision whose basis
/// has ended or whose purposes do not name the grant's purpose is not read at all.
/// </summary>
public sealed class LinkedRecords(City city, TimeProvider time)
{
    private const string Links = "select key_id, resident_id from read.links where tenant_id = $1 and provision = $2 and status = $3";

    /// <summary>
    /// The resident by the digest of the record's business key. Only certain links: what is queued for a person is absent.
    /// Empty when the provision may not be used.
    /// </summary>
    public Task<IReadOnlyDictionary<Guid, Guid>> ResidentsAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string provision, CancellationToken ct) =>
        OfAsync(connection, grant, provision, LinkStatus.Linked, ct);

    /// <summary>
    /// The resident whom linkage proposes for a record that waits for a person, where it proposes one: nothing is known of them
    /// by it, and 'no' is not known either. Empty when the provision may not be used.
    /// </summary>
    public Task<IReadOnlyDictionary<Guid, Guid>> ProposedAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string provision, CancellationToken ct) =>
        OfAsync(connection, grant, provision, LinkStatus.Queued, ct);

    private async Task<IReadOnlyDictionary<Guid, Guid>> OfAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string provision, LinkStatus status, CancellationToken ct)
    {
        var residents = new Dictionary<Guid, Guid>();
        var found = city.Provisions.FirstOrDefault(p => p.Id == provision);
        if (found is null || !found.Allows(grant.Purpose, time.GetUtcNow()))
            return residents;
        await using var command = Statement.Of(connection, Links, city.Code, provision, status.ToString().ToLowerInvariant());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        while (await rows.ReadAsync(ct))
        {
            if (rows.PublicUuidOrNull(1) is { } resident)
                residents[rows.PublicUuid(0)] = resident;
        }

        return residents;
    }
}
