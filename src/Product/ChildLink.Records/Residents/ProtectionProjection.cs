using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Residents;

/// <summary>Keeps <c>vault.protections</c> in step with the protection lists (支援措置), in the same transaction.</summary>
internal static class ProtectionProjection
{
    private static readonly ReportedDays Days = new("vault.protections", ("valid_from", "protection.from"), ("valid_until", "protection.until"));

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
    public static bool Describes(Provision provision) => Days.Describes(provision);

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
        // A list with held-back rows, or without any, is not known to be whole: nobody loses protection through it.
        await Days.SaveAsync(connection, tenant, provision, rows, whole: complete && provision.Mode == DeliveryMode.Full, ct);
    }

    /// <summary>The list came again as it stands: it is as fresh as the file that says so, and never less fresh than before.</summary>
    public static Task RefreshAsync(
        NpgsqlConnection connection, string tenant, Provision provision, byte[] contentHash, DateTimeOffset asOf, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, RefreshList, ct, tenant, provision.Id, asOf, contentHash);

    /// <summary>Marks everybody who lives with a protected person.</summary>
    public static Task SpreadAsync(NpgsqlConnection connection, string tenant, DateOnly today, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, Spread, ct, tenant, today);
}
