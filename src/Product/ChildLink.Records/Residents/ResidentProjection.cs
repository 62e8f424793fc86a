using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>Keeps <c>vault.residents</c> in step with accepted rows of the register, in the same transaction.</summary>
internal static class ResidentProjection
{
    private const string Stage = """
        create temp table if not exists resident_stage (
            ordinal integer, resident_id uuid, resident_code text, name text, kana text, birth_date date, sex text,
            household_number text, relation text, address text, became_resident_on date, register_moved_out_on date
        ) on commit delete rows
        """;

    private const string Copy = """
        copy resident_stage (ordinal, resident_id, resident_code, name, kana, birth_date, sex, household_number, relation,
            address, became_resident_on, register_moved_out_on) from stdin (format binary)
        """;

    /// <summary><c>moved_out_on</c> is derived afterwards, from here and from the lists of departures.</summary>
    private const string Merge = """
        insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, birth_date, sex, household_number, relation,
            address, became_resident_on, register_moved_out_on, moved_out_on)
        select distinct on (resident_id) $1, resident_id, resident_code, name, kana, birth_date, sex, household_number, relation,
            address, became_resident_on, register_moved_out_on, register_moved_out_on
        from resident_stage order by resident_id, ordinal desc
        on conflict (tenant_id, resident_id) do update
        set resident_code = excluded.resident_code, name = excluded.name, kana = excluded.kana,
            birth_date = excluded.birth_date, sex = excluded.sex, household_number = excluded.household_number,
            relation = excluded.relation, address = excluded.address, became_resident_on = excluded.became_resident_on,
            register_moved_out_on = excluded.register_moved_out_on, no_longer_reported_on = null
        """;

    /// <summary>Whoever the register does not report any more has left; where to, nobody said.</summary>
    private const string End = """
        update vault.residents set no_longer_reported_on = $2
        where tenant_id = $1 and resident_id = any($3)
          and not exists (select 1 from read.record_heads h where h.tenant_id = $1 and h.provision = $4 and h.stream_id = resident_id)
        """;

    /// <summary>Whether rows of this provision describe residents.</summary>
    public static bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == "resident.status");

    /// <summary>Upserts the residents of accepted rows; the last row of a person wins.</summary>
    public static async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        await Statement.ExecuteAsync(connection, Stage, ct);
        await StageAsync(connection, new ItemColumns(provision), rows, ct);
        await Statement.ExecuteAsync(connection, Merge, ct, tenant);
        await Statement.ExecuteAsync(connection, "delete from resident_stage", ct);
    }

    /// <summary>Notes residents whose records ended; their heads are gone already.</summary>
    public static async Task EndAsync(
        NpgsqlConnection connection, string tenant, Provision provision, DateOnly day, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        if (ends.Count > 0)
            await Statement.ExecuteAsync(connection, End, ct, tenant, day, ends.Select(e => e.Resident).ToArray(), provision.Id);
    }

    private static async Task StageAsync(
        NpgsqlConnection connection, ItemColumns column, IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        for (var i = 0; i < rows.Count; i++)
        {
            var (_, resident, values) = rows[i];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(i, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.code") ?? "", ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.name") ?? "", ct);
            await ItemColumns.WriteAsync(copy, SearchKana.Of(column.Text(values, "resident.kana") ?? ""), ct);
            await ItemColumns.WriteAsync(copy, column.Day(values, "resident.birth-date"), ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.sex"), ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.household"), ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.relation"), ct);
            await ItemColumns.WriteAsync(copy, column.Text(values, "resident.address"), ct);
            await ItemColumns.WriteAsync(copy, column.Day(values, "resident.became-resident-on"), ct);
            await ItemColumns.WriteAsync(copy, MovedOut(column, values), ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static DateOnly? MovedOut(ItemColumns column, string[] values)
    {
        if (column.Day(values, "resident.moved-out-on") is { } day)
            return day;
        return column.Text(values, "resident.status") == "除票" ? column.Day(values, "resident.changed-on") ?? DateOnly.MinValue : null;
    }
}
