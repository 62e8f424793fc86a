using ChildLink.EventStore;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// A declaration that covers a household by one person would end with that person's rows, and open those who still live there: it is
/// declared by one of them first. It is not moved to them here: its list would tell who lives together.
/// </summary>
public sealed class ConflictHold : IErasureScope
{
    /// <summary>A declaration that nobody else in the household bears for the same member of staff.</summary>
    private const string Covering = """
        select exists (
            select from read.conflicts c
            join vault.residents r on r.tenant_id = c.tenant_id and r.resident_id = c.resident_id
            join vault.residents h on h.tenant_id = r.tenant_id and h.household_number = r.household_number and h.resident_id <> r.resident_id
            where c.tenant_id = $1 and c.resident_id = $2 and c.household and c.ended_at is null
              and not exists (
                select from read.conflicts o
                where o.tenant_id = c.tenant_id and o.issuer = c.issuer and o.person = c.person and o.ended_at is null and o.resident_id <> c.resident_id
                  and (o.resident_id = h.resident_id or (o.household and exists (
                    select from vault.residents m
                    where m.tenant_id = c.tenant_id and m.resident_id = o.resident_id and m.household_number = r.household_number)))))
        """;

    /// <inheritdoc/>
    public async Task<ErasureFinding> LookAsync(
        NpgsqlConnection connection, ProcessingGrant grant, string tenant, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, Covering, tenant, subject);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        await rows.ReadAsync(ct);
        return rows.PublicFlag(0) ? ErasureFinding.Held : ErasureFinding.None;
    }
}
