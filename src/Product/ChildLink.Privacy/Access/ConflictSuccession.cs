using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Privacy.Access;

/// <summary>
/// Declarations that cover a household by somebody who is erased, and those who still live there. An erasure waits until one of these
/// is declared (<see cref="ConflictHold"/>); one that is applied again to an older copy of the database cannot wait, so the
/// declaration goes over to one of them: nobody may see after a restore whom they did not see before.
/// </summary>
internal static class ConflictSuccession
{
    /// <summary>SQL: declarations (<c>c</c>) by the subjects ($2), and who remains (<c>h</c>) without another one for the same member of staff.</summary>
    public const string Uncovered = """
        from read.conflicts c
        join vault.residents r on r.tenant_id = c.tenant_id and r.resident_id = c.resident_id
        join vault.residents h on h.tenant_id = r.tenant_id and h.household_number = r.household_number and h.resident_id <> all($2)
        where c.tenant_id = $1 and c.resident_id = any($2) and c.household and c.ended_at is null
          and not exists (
            select from read.conflicts o
            where o.tenant_id = c.tenant_id and o.person = c.person and o.ended_at is null and o.resident_id <> all($2)
              and (o.resident_id = h.resident_id or (o.household and exists (
                select from vault.residents m
                where m.tenant_id = c.tenant_id and m.resident_id = o.resident_id and m.household_number = r.household_number))))
        """;

    private const string Successors = $"""
        select distinct on (c.person, r.household_number) c.issuer, c.person, h.resident_id {Uncovered}
        order by c.person, r.household_number, h.resident_id
        """;

    /// <summary>Declares for one of those who remain what covered them by subjects that are about to be erased.</summary>
    /// <param name="connection">Inside the transaction of the erasure.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="subjects">Who is erased.</param>
    /// <param name="declaredBy">What stands as the one who declares it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task CarryOverAsync(
        NpgsqlConnection connection, string tenant, IReadOnlyList<Guid> subjects, string declaredBy, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var found = new List<Conflict>();
        await using (var command = Statement.Of(connection, Successors, tenant, subjects.ToArray()))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
                found.Add(new Conflict(Guid.CreateVersion7(now), rows.PublicText(0), rows.PublicText(1), rows.PublicUuid(2), Household: true, declaredBy, now, null, null));
        }

        foreach (var conflict in found)
            await ConflictBook.InsertAsync(connection, tenant, conflict, time, ct);
    }
}
