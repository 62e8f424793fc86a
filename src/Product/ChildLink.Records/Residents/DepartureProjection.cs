using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Residents;

/// <summary>
/// Keeps <c>vault.departures</c> in step with the lists of those who moved out (転出者), and derives from it and from the
/// register who lives here.
/// </summary>
internal static class DepartureProjection
{
    private static readonly ReportedDays Days = new("vault.departures", ("moved_out_on", "moved-out.on"));

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

    /// <summary>Whether rows of this provision say who moved out.</summary>
    public static bool Describes(Provision provision) => Days.Describes(provision);

    /// <summary>Notes departures, and takes back those that are not reported any more.</summary>
    public static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        await Days.SaveAsync(connection, tenant, provision, rows, whole: false, ct);
        await Days.EndAsync(connection, tenant, provision, ends, ct);
    }

    /// <summary>Says anew of every resident when they moved out, in the transaction of the file that brought register or list.</summary>
    public static Task DeriveAsync(NpgsqlConnection connection, string tenant, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, Derive, ct, tenant);
}
