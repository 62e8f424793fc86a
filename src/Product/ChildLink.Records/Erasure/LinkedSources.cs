using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Erasure;

/// <summary>
/// Rows of sources that were linked to a resident are the resident's: they are erased, too. Rows under another resident's own key
/// (a mother's questionnaire) stay hers. A source that names two residents alike cannot be erased for one of them.
/// </summary>
public sealed class LinkedSources(City city) : IErasureScope
{
    private const string Sources = """
        select distinct h.stream_id,
               exists (
                   select 1 from read.record_heads o
                   join read.links x on x.tenant_id = o.tenant_id and x.provision = o.provision and x.key_id = o.key_id
                   where o.tenant_id = $1 and o.stream_id = h.stream_id and x.resident_id <> $2)
        from read.links l
        join read.record_heads h on h.tenant_id = l.tenant_id and h.provision = l.provision and h.key_id = l.key_id
        where l.tenant_id = $1 and l.resident_id = $2 and h.provision = any ($3) and h.stream_id <> $2
        """;

    private readonly string[] provisions = [.. city.Provisions.Where(p => p.ResidentColumn is null).Select(p => p.Id)];

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Sources, tenant, subject, provisions);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var sources = new List<Guid>();
        var isShared = false;
        while (await rows.ReadAsync(ct))
        {
            sources.Add(rows.PublicUuid(0));
            isShared |= rows.PublicFlag(1);
        }

        return new ErasureFinding(sources, isShared);
    }
}
