using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>
/// Keeps <c>vault.departures</c> in step with the lists of those who moved out (転出者), and derives from it and from the
/// register who lives here.
/// </summary>
internal static class DepartureProjection
{
    private const string Stage = """
        create temp table if not exists departure_stage (key_id uuid, resident_id uuid, moved_out_on date) on commit delete rows
        """;

    private const string Copy = "copy departure_stage (key_id, resident_id, moved_out_on) from stdin (format binary)";

    /// <summary>A corrected row takes the place of the earlier one, also when it no longer says a day.</summary>
    private const string Merge = """
        insert into vault.departures (tenant_id, provision, key_id, resident_id, moved_out_on)
        select $1, $2, key_id, resident_id, moved_out_on from departure_stage
        on conflict (tenant_id, provision, key_id) do update
        set resident_id = excluded.resident_id, moved_out_on = excluded.moved_out_on
        """;

    /// <summary>
    /// What the register says counts; where it says nothing, whoever is on a list left, unless the person came (back) since.
    /// </summary>
    private const string Derive = """
        update vault.residents r
        set moved_out_on = derived.moved_out_on
        from (
            select r2.resident_id, coalesce(r2.register_moved_out_on, max(d.moved_out_on), r2.no_longer_reported_on) as moved_out_on
            from vault.residents r2
            left join vault.departures d on d.tenant_id = r2.tenant_id and d.resident_id = r2.resident_id
                and (r2.became_resident_on is null or r2.became_resident_on <= d.moved_out_on)
            where r2.tenant_id = $1
            group by r2.resident_id, r2.register_moved_out_on, r2.no_longer_reported_on
        ) derived
        where r.tenant_id = $1 and r.resident_id = derived.resident_id and r.moved_out_on is distinct from derived.moved_out_on
        """;

    private const string End = "delete from vault.departures where tenant_id = $1 and provision = $2 and key_id = any($3)";

    /// <summary>Whether rows of this provision say who moved out.</summary>
    public static bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == "moved-out.on");

    /// <summary>Notes departures under the keys of their records.</summary>
    public static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        var column = new ItemColumns(provision);
        await Statement.ExecuteAsync(connection, Stage, ct);
        await using (var copy = await connection.BeginBinaryImportAsync(Copy, ct))
        {
            foreach (var (key, resident, values) in rows)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(key, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
                await ItemColumns.WriteAsync(copy, column.Day(values, "moved-out.on"), ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Statement.ExecuteAsync(connection, Merge, ct, tenant, provision.Id);
        await Statement.ExecuteAsync(connection, "delete from departure_stage", ct);
    }

    /// <summary>Takes back departures that are not reported any more.</summary>
    public static async Task EndAsync(
        NpgsqlConnection connection, string tenant, Provision provision, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        if (ends.Count > 0)
            await Statement.ExecuteAsync(connection, End, ct, tenant, provision.Id, ends.Select(e => e.Key).ToArray());
    }

    /// <summary>Says anew of every resident when they moved out, in the transaction of the file that brought register or list.</summary>
    public static Task DeriveAsync(NpgsqlConnection connection, string tenant, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, Derive, ct, tenant);
}
