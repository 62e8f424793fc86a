using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using ChildLink.Records.Store;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>Keeps <c>vault.residents</c> and <c>vault.protections</c> in step with accepted records, in the same transaction.</summary>
internal static class ResidentProjection
{
    private const string StageResidents = """
        create temp table if not exists resident_stage (
            ordinal integer, resident_id uuid, resident_code text, name text, kana text, alias text, birth_date date, sex text,
            household_number text, postcode text, address text, previous_address text, moved_to text, became_resident_on date, moved_out_on date
        ) on commit delete rows
        """;

    private const string CopyResidents = """
        copy resident_stage (ordinal, resident_id, resident_code, name, kana, alias, birth_date, sex, household_number,
            postcode, address, previous_address, moved_to, became_resident_on, moved_out_on) from stdin (format binary)
        """;

    private const string MergeResidents = """
        insert into vault.residents (tenant_id, resident_id, resident_code, name, kana, alias, birth_date, sex, household_number,
            postcode, address, previous_address, moved_to, became_resident_on, moved_out_on)
        select distinct on (resident_id) $1, resident_id, resident_code, name, kana, alias, birth_date, sex, household_number,
            postcode, address, previous_address, moved_to, became_resident_on, moved_out_on
        from resident_stage order by resident_id, ordinal desc
        on conflict (tenant_id, resident_id) do update
        set resident_code = excluded.resident_code, name = excluded.name, kana = excluded.kana, alias = excluded.alias,
            birth_date = excluded.birth_date, sex = excluded.sex, household_number = excluded.household_number,
            postcode = excluded.postcode, address = excluded.address, previous_address = excluded.previous_address,
            moved_to = excluded.moved_to, became_resident_on = excluded.became_resident_on, moved_out_on = excluded.moved_out_on
        """;

    private const string SaveDeparture =
        "insert into vault.departures (tenant_id, resident_id, moved_out_on) values ($1, $2, $3) on conflict do nothing";

    /// <summary>Who moved out leaves every list, unless the register says that the person came back since.</summary>
    private const string ApplyDepartures = """
        update vault.residents r
        set moved_out_on = d.moved_out_on
        from (select resident_id, max(moved_out_on) as moved_out_on from vault.departures where tenant_id = $1 group by resident_id) d
        where r.tenant_id = $1 and r.resident_id = d.resident_id and r.moved_out_on is null
          and (r.became_resident_on is null or r.became_resident_on <= d.moved_out_on)
        """;

    private const string UpsertProtection = """
        insert into vault.protections (tenant_id, resident_id, key_id, valid_from, valid_until) values ($1, $2, $3, $4, $5)
        on conflict (tenant_id, resident_id, key_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until
        """;

    /// <summary>A list that names nobody is not believed to be whole while somebody is protected.</summary>
    private const string SaveList = """
        insert into vault.protection_lists (tenant_id, provision, received_at, complete)
        values ($1, $2, $3, $4 and ($5 or not exists (select 1 from vault.protections where tenant_id = $1)))
        on conflict (tenant_id, provision) do update set received_at = excluded.received_at, complete = excluded.complete
        """;

    private const string RefreshList =
        "update vault.protection_lists set received_at = $3 where tenant_id = $1 and provision = $2";

    private const string DropProtections =
        "delete from vault.protections where tenant_id = $1 and not (key_id = any($2))";

    /// <summary>
    /// Protection spreads over the household. An entry counts as ended only when it ended before both today and the day
    /// the register was drawn: between two deliveries the product protects rather too many than too few.
    /// </summary>
    private const string SpreadProtection = """
        with held as (
            select p.resident_id from vault.protections p
            where p.tenant_id = $1
              and (p.valid_until is null or p.valid_until >= least($2::date, coalesce(
                    (select max(as_of) from read.deliveries d where d.tenant_id = $1 and d.as_of is not null), $2::date)))
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

    /// <summary>Whether rows of this provision describe residents.</summary>
    public static bool DescribesResidents(Provision provision) => provision.Columns.Any(c => c.Item == "resident.status");

    /// <summary>Whether rows of this provision say who moved out.</summary>
    public static bool DescribesDepartures(Provision provision) => provision.Columns.Any(c => c.Item == "moved-out.on");

    /// <summary>Whether rows of this provision protect addresses.</summary>
    public static bool Protects(Provision provision) => provision.Columns.Any(c => c.Item == "protection.from");

    /// <summary>Upserts the residents of accepted rows; the last row of a person wins.</summary>
    public static async Task SaveResidentsAsync(
        NpgsqlConnection connection, string tenant, Provision provision, IReadOnlyList<(Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        var column = new ItemColumns(provision);
        await Statement.ExecuteAsync(connection, StageResidents, ct);
        await using (var copy = await connection.BeginBinaryImportAsync(CopyResidents, ct))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var (resident, values) = rows[i];
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(i, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
                await WriteAsync(copy, column.Text(values, "resident.code") ?? "", ct);
                await WriteAsync(copy, column.Text(values, "resident.name") ?? "", ct);
                await WriteAsync(copy, Kana(column.Text(values, "resident.kana") ?? ""), ct);
                await WriteAsync(copy, column.Text(values, "resident.alias"), ct);
                await WriteAsync(copy, column.Day(values, "resident.birth-date"), ct);
                await WriteAsync(copy, column.Text(values, "resident.sex"), ct);
                await WriteAsync(copy, column.Text(values, "resident.household"), ct);
                await WriteAsync(copy, column.Text(values, "resident.postcode"), ct);
                await WriteAsync(copy, column.Text(values, "resident.address"), ct);
                await WriteAsync(copy, column.Text(values, "resident.previous-address"), ct);
                await WriteAsync(copy, column.Text(values, "resident.moved-to"), ct);
                await WriteAsync(copy, column.Day(values, "resident.became-resident-on"), ct);
                await WriteAsync(copy, MovedOut(column, values), ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Statement.ExecuteAsync(connection, MergeResidents, ct, tenant);
        await Statement.ExecuteAsync(connection, "delete from resident_stage", ct);
    }

    /// <summary>Notes departures; rows without a readable day are left to the register.</summary>
    public static async Task SaveDeparturesAsync(
        NpgsqlConnection connection, string tenant, Provision provision, IReadOnlyList<(Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        var column = new ItemColumns(provision);
        foreach (var (resident, values) in rows)
        {
            if (column.Day(values, "moved-out.on") is { } day)
                await Statement.ExecuteAsync(connection, SaveDeparture, ct, tenant, resident, day);
        }
    }

    /// <summary>Takes the departures over into the register's rows, in the transaction of the file that brought either.</summary>
    public static Task ApplyDeparturesAsync(NpgsqlConnection connection, string tenant, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, ApplyDepartures, ct, tenant);

    /// <summary>Replaces the protection list by the delivered one.</summary>
    public static async Task SaveProtectionsAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, bool complete, DateTimeOffset receivedAt, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, SaveList, ct, tenant, provision.Id, receivedAt, complete, rows.Count > 0);
        var column = new ItemColumns(provision);
        foreach (var (key, resident, values) in rows)
        {
            await Statement.ExecuteAsync(
                connection, UpsertProtection, ct, tenant, resident, key,
                column.Day(values, "protection.from"), column.Day(values, "protection.until"));
        }

        // A list with held-back rows, or without any, is not known to be whole: nobody loses protection through it.
        if (complete && rows.Count > 0 && provision.Mode == DeliveryMode.Full)
            await Statement.ExecuteAsync(connection, DropProtections, ct, tenant, rows.Select(r => r.Key).ToArray());
    }

    /// <summary>The same list came again: it is fresh again.</summary>
    public static Task RefreshListAsync(NpgsqlConnection connection, string tenant, Provision provision, DateTimeOffset receivedAt, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, RefreshList, ct, tenant, provision.Id, receivedAt);

    /// <summary>Marks everybody who lives with a protected person.</summary>
    public static Task SpreadAsync(NpgsqlConnection connection, string tenant, DateOnly today, CancellationToken ct) =>
        Statement.ExecuteAsync(connection, SpreadProtection, ct, tenant, today);

    private static DateOnly? MovedOut(ItemColumns column, string[] values)
    {
        if (column.Day(values, "resident.moved-out-on") is { } day)
            return day;
        return column.Text(values, "resident.status") == "除票" ? column.Day(values, "resident.changed-on") ?? DateOnly.MinValue : null;
    }

    private static string Kana(string text) => CompatibilityForm.Of(text);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, DateOnly? day, CancellationToken ct) =>
        day is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(day.Value, NpgsqlDbType.Date, ct);

    /// <summary>Finds the column of an item once per file.</summary>
    private sealed class ItemColumns(Provision provision)
    {
        private readonly Dictionary<string, int> positions = provision.Columns
            .Select((c, i) => (c.Item, i)).Where(x => x.Item is not null).ToDictionary(x => x.Item!, x => x.i, StringComparer.Ordinal);

        public string? Text(string[] values, string item) =>
            positions.TryGetValue(item, out var i) && values[i].Length > 0 ? values[i] : null;

        public DateOnly? Day(string[] values, string item) =>
            Text(values, item) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
