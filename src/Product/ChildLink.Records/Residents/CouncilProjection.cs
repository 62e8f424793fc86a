using ChildLink.Records.Provisions;
using Npgsql;

namespace ChildLink.Records.Residents;

/// <summary>
/// Keeps <c>vault.council_cases</c> in step with the register of the regional council (要対協ケース進行管理台帳), in the transaction of
/// its file.
/// </summary>
public static class CouncilProjection
{
    private static readonly ReportedDays Days = new("vault.council_cases", ("from_on", "council.from"), ("until_on", "council.until"));

    /// <summary>The provisions of a municipality whose records are cases of the council.</summary>
    public static string[] Provisions(City city)
    {
        ArgumentNullException.ThrowIfNull(city);
        return [.. city.Provisions.Where(Describes).Select(p => p.Id)];
    }

    /// <summary>
    /// SQL: whether the register holds records that this table was not told of, as after an update from a version that did not keep it:
    /// who is not in the table is then not known to be unregistered.
    /// </summary>
    /// <param name="registers">Where the statement has <see cref="Provisions"/>: a parameter or a literal.</param>
    public static string IsUntold(string registers) => $"""
        exists (
            select from read.record_heads ch
            where ch.tenant_id = $1 and ch.provision = any({registers}) and not exists (
                select from vault.council_cases ck where ck.tenant_id = ch.tenant_id and ck.provision = ch.provision and ck.key_id = ch.key_id))
        """;

    /// <summary>
    /// SQL: whether the resident <c>r</c> is registered on the day <c>$3</c>. The register is handed over once per fiscal year, and
    /// a case that went on stands in several: one that any of them says has ended has ended. A missing first day lies before.
    /// Null where the table was not told of everything.
    /// </summary>
    /// <param name="registers">As for <see cref="IsUntold"/>.</param>
    public static string RegisteredNow(string registers) => $"""
        case when {IsUntold(registers)} then null else exists (
            select from vault.council_cases cc
            where cc.tenant_id = $1 and cc.resident_id = r.resident_id
              and (cc.from_on is null or cc.from_on <= $3::date) and (cc.until_on is null or cc.until_on > $3::date)
              and not exists (
                select from vault.council_cases ce
                where ce.tenant_id = $1 and ce.resident_id = cc.resident_id and ce.from_on is not distinct from cc.from_on
                  and ce.until_on <= $3::date)) end
        """;

    /// <summary>Whether rows of this provision are cases of the council.</summary>
    internal static bool Describes(Provision provision) => Days.Describes(provision);

    /// <summary>Notes cases, and takes back those that are not reported any more.</summary>
    internal static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        await Days.SaveAsync(connection, tenant, provision, rows, whole: false, ct);
        await Days.EndAsync(connection, tenant, provision, ends, ct);
    }
}
