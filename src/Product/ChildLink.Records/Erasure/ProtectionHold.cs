using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Records.Erasure;

/// <summary>Whoever is on a protection list (支援措置) protects the household: their entry goes only when nobody lives with them.</summary>
public sealed class ProtectionHold : IErasureScope
{
    private const string Protecting = """
        select exists (
            select 1 from vault.protections p
            join vault.residents r on r.tenant_id = p.tenant_id and r.resident_id = p.resident_id
            join vault.residents o on o.tenant_id = r.tenant_id and o.household_number = r.household_number and o.resident_id <> r.resident_id
            where p.tenant_id = $1 and p.resident_id = $2 and (p.valid_until is null or p.valid_until >= $3))
        """;

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Protecting, tenant, subject, JapanDay.Of(now));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0) ? ErasureFinding.Held : ErasureFinding.None;
    }
}
