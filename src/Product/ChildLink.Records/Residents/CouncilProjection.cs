using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>
/// Keeps <c>vault.council_cases</c> in step with the register of the regional council (要対協ケース進行管理台帳), in the transaction of
/// its file.
/// </summary>
public static class CouncilProjection
{
    private const string Stage = """
        create temp table if not exists council_stage (key_id uuid, resident_id uuid, from_on date, until_on date) on commit delete rows
        """;

    private const string Copy = "copy council_stage (key_id, resident_id, from_on, until_on) from stdin (format binary)";

    private const string Merge = """
        insert into vault.council_cases (tenant_id, provision, key_id, resident_id, from_on, until_on)
        select $1, $2, key_id, resident_id, from_on, until_on from council_stage
        on conflict (tenant_id, provision, key_id) do update
        set resident_id = excluded.resident_id, from_on = excluded.from_on, until_on = excluded.until_on
        """;

    private const string End = "delete from vault.council_cases where tenant_id = $1 and provision = $2 and key_id = any($3)";

    /// <summary>
    /// SQL: whether the register holds records that this table was not told of, as after an update from a version that did not keep it:
    /// who is not in the table is then not known to be unregistered. The register is the provision by which the catalogue allows
    /// <c>child.council</c>.
    /// </summary>
    public const string IsUntold = """
        exists (
            select from read.record_heads ch
            where ch.tenant_id = $1 and ch.provision = 'council-case-register' and not exists (
                select from vault.council_cases ck where ck.tenant_id = ch.tenant_id and ck.provision = ch.provision and ck.key_id = ch.key_id))
        """;

    /// <summary>
    /// SQL: whether the resident <c>r</c> is registered on the day <c>$3</c>. The register is handed over once per fiscal year, and
    /// a case that went on stands in several: one that any of them says has ended has ended. A missing first day lies before.
    /// Null where the table was not told of everything.
    /// </summary>
    public const string RegisteredNow = $"""
        case when {IsUntold} then null else exists (
            select from vault.council_cases cc
            where cc.tenant_id = $1 and cc.resident_id = r.resident_id
              and (cc.from_on is null or cc.from_on <= $3::date) and (cc.until_on is null or cc.until_on > $3::date)
              and not exists (
                select from vault.council_cases ce
                where ce.tenant_id = $1 and ce.resident_id = cc.resident_id and ce.from_on is not distinct from cc.from_on
                  and ce.until_on <= $3::date)) end
        """;

    /// <summary>Whether rows of this provision are cases of the council.</summary>
    internal static bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == "council.from");

    /// <summary>Notes cases under the keys of their records.</summary>
    internal static async Task SaveAsync(
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
                await ItemColumns.WriteAsync(copy, column.Day(values, "council.from"), ct);
                await ItemColumns.WriteAsync(copy, column.Day(values, "council.until"), ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Statement.ExecuteAsync(connection, Merge, ct, tenant, provision.Id);
        await Statement.ExecuteAsync(connection, "delete from council_stage", ct);
    }

    /// <summary>Takes back cases that are not reported any more.</summary>
    internal static async Task EndAsync(
        NpgsqlConnection connection, string tenant, Provision provision, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        if (ends.Count > 0)
            await Statement.ExecuteAsync(connection, End, ct, tenant, provision.Id, ends.Select(e => e.Key).ToArray());
    }
}
