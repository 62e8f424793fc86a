using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>Keeps <c>vault.protections</c> in step with the protection lists (支援措置), in the same transaction.</summary>
internal static class ProtectionProjection
{
    private const string Stage = """
        create temp table if not exists protection_stage (
            key_id uuid, resident_id uuid, valid_from date, valid_until date
        ) on commit delete rows
        """;

    private const string Copy = "copy protection_stage (key_id, resident_id, valid_from, valid_until) from stdin (format binary)";

    private const string Merge = """
        insert into vault.protections (tenant_id, provision, key_id, resident_id, valid_from, valid_until)
        select $1, $2, key_id, resident_id, valid_from, valid_until from protection_stage
        on conflict (tenant_id, provision, key_id) do update
        set resident_id = excluded.resident_id, valid_from = excluded.valid_from, valid_until = excluded.valid_until
        """;

    private const string DropOthers = """
        delete from vault.protections
        where tenant_id = $1 and provision = $2 and key_id not in (select key_id from protection_stage)
        """;

    /// <summary>A list that names nobody is not believed to be whole while somebody is protected by it.</summary>
    private const string SaveList = """
        insert into vault.protection_lists (tenant_id, provision, received_at, complete)
        values ($1, $2, $3, $4 and ($5 or not exists (select 1 from vault.protections where tenant_id = $1 and provision = $2)))
        on conflict (tenant_id, provision) do update set received_at = excluded.received_at, complete = excluded.complete
        """;

    /// <summary>Content that another list replaced since says nothing about today.</summary>
    private const string RefreshList = """
        update vault.protection_lists p
        set received_at = $3
        where p.tenant_id = $1 and p.provision = $2 and p.received_at < $3
          and not exists (
            select 1 from read.deliveries l
            where l.tenant_id = $1 and l.provision = $2 and l.state = 'taken' and l.content_hash <> $4 and l.received_at > (
                select max(d.received_at) from read.deliveries d
                where d.tenant_id = $1 and d.provision = $2 and d.state = 'taken' and d.content_hash = $4))
        """;

    /// <summary>
    /// Protection spreads over the household. An entry counts as ended only when it ended before both today and the day
    /// the register was drawn: between two deliveries the product protects rather too many than too few.
    /// </summary>
    private const string Spread = """
        with held as (
            select p.resident_id from vault.protections p
            where p.tenant_id = $1
              and (p.valid_until is null or p.valid_until >= least($2::date, coalesce(
                    (select max(as_of) from read.deliveries d where d.tenant_id = $1 and d.state = 'taken' and d.as_of is not null), $2::date)))
        ), households as (
            select distinct r.household_number from vault.residents r join held using (resident_id)
            where r.tenant_id = $1 and r.household_number is not null
        )
        update vault.residents r
        set protected = now_protected.flag
        from (
            select r2.resident_id,
                   (r2.resident_id in (select resident_id from held)
                    or r2.household_number in (select household_number from households)) is true as flag
            from vault.residents r2 where r2.tenant_id = $1
        ) now_protected
        where r.tenant_id = $1 and r.resident_id = now_protected.resident_id and r.protected <> now_protected.flag
        """;

    /// <summary>Whether rows of this provision protect addresses.</summary>
    public static bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == "protection.from");

    /// <summary>Takes over a delivered list.</summary>
    /// <param name="connection">Inside the transaction of the file.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="provision">Under which the list came.</param>
    /// <param name="rows">Its rows, each key once.</param>
    /// <param name="complete">Whether every row could be read.</param>
    /// <param name="asOf">The instant up to which the list can be true.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, bool complete, DateTimeOffset asOf, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, SaveList, ct, tenant, provision.Id, asOf, complete, rows.Count > 0);
        if (rows.Count == 0)
            return;
        await Statement.ExecuteAsync(connection, Stage, ct);
        await StageAsync(connection, new ItemColumns(provision), rows, ct);
        await Statement.ExecuteAsync(connection, Merge, ct, tenant, provision.Id);
        // A list with held-back rows, or without any, is not known to be whole: nobody loses protection through it.
        if (complete && provision.Mode == DeliveryMode.Full)
            await Statement.ExecuteAsync(connection, DropOthers, ct, tenant, provision.Id);
        await Statement.ExecuteAsync(connection, "delete from protection_stage", ct);
    }

    /// <summary>The list came again as it stands: it is as fresh as the file that says so, and never less fresh than before.</summary>
    public static Task RefreshAsync(
        NpgsqlConnection connection, string tenant, Provision provision, byte[] contentHash, DateTimeOffset asOf, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, RefreshList, ct, tenant, provision.Id, asOf, contentHash);

    /// <summary>Marks everybody who lives with a protected person.</summary>
    public static Task SpreadAsync(NpgsqlConnection connection, string tenant, DateOnly today, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, Spread, ct, tenant, today);

    private static async Task StageAsync(
        NpgsqlConnection connection, ItemColumns column, IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var (key, resident, values) in rows)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(key, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
            await ItemColumns.WriteAsync(copy, column.Day(values, "protection.from"), ct);
            await ItemColumns.WriteAsync(copy, column.Day(values, "protection.until"), ct);
        }

        await copy.CompleteAsync(ct);
    }
}
