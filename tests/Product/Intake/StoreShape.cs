using System.Globalization;
using ChildLink.Records.Store;
using ChildLink.Tests.Product.Database;
using Npgsql;

namespace ChildLink.Tests.Product.Intake;

/// <summary>
/// Everything that intake stores, as lines that do not depend on random keys and identities: two stores with equal lines
/// hold the same records, opened value by value, the same residents, findings, deliveries and numbers of events.
/// </summary>
internal static class StoreShape
{
    private const string Rows = """
        select line from (
            select concat_ws('|', 'delivery', provision, file, encode(content_hash, 'hex'), as_of, records, accepted, corrected, quarantined, ignored, events) as line from read.deliveries
            union all
            select concat_ws('|', 'finding', d.file, q.row, q.ordinal, q.column_name, q.rule, q.disposition, q.message, q.sealed_row is null)
            from read.quarantine q join read.deliveries d on d.tenant_id = q.tenant_id and d.id = q.delivery_id
            union all
            select concat_ws('|', 'event', d.file, e.headers->>'row', e.type, e.headers->>'provision', e.headers->>'basis', e.headers->'purposes', count(*))
            from events.mt_events e join read.deliveries d on d.id = (e.headers->>'delivery')::uuid group by d.file, e.headers, e.type
            union all
            select concat_ws('|', 'head', h.provision, d.file, h.row, h.previous_id = '00000000-0000-0000-0000-000000000000', count(*))
            from read.record_heads h join read.deliveries d on d.tenant_id = h.tenant_id and d.id = h.delivery_id group by h.provision, d.file, h.row, h.previous_id
            union all
            select concat_ws('|', 'stream', version, count(*)) from events.mt_streams group by version
            union all
            select concat_ws('|', 'resident', resident_code, name, kana, birth_date, sex, household_number, address, became_resident_on, moved_out_on, protected) from vault.residents
            union all
            select concat_ws('|', 'departure', r.resident_code, p.moved_out_on) from vault.departures p left join vault.residents r using (tenant_id, resident_id)
            union all
            select concat_ws('|', 'protection', r.resident_code, p.valid_from, p.valid_until) from vault.protections p left join vault.residents r using (tenant_id, resident_id)
        ) lines order by line collate "C"
        """;

    /// <summary>All lines in order.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(TestCity city, CancellationToken ct)
    {
        var lines = await RowsAsync(city.Database.Source, ct);
        foreach (var provision in city.City.Provisions)
        {
            var records = await CurrentAsync(city, provision.Id, provision.Purposes[0], ct);
            lines.AddRange(records.Select(Line).Order(StringComparer.Ordinal));
        }

        return lines;
    }

    /// <summary>The lines that need no key.</summary>
    public static async Task<List<string>> RowsAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Rows);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct))
            lines.Add(reader.GetString(0));
        return lines;
    }

    /// <summary>The records of a provision as they stand, read for a purpose.</summary>
    public static Task<IReadOnlyList<CurrentRecord>> CurrentAsync(TestCity city, string provision, string purpose, CancellationToken ct) =>
        AtAsync(city, provision, purpose, RecordMoment.Now, ct);

    /// <summary>The records of a provision as they stood at a moment, read for a purpose.</summary>
    public static async Task<IReadOnlyList<CurrentRecord>> AtAsync(TestCity city, string provision, string purpose, RecordMoment moment, CancellationToken ct)
    {
        var grant = city.Gateway.Grant(city.Steward, purpose, Guid.NewGuid());
        var store = new CurrentRecords(city.City, city.Keys, city.Time);
        var items = city.City.Provisions.Single(p => p.Id == provision).Columns.Select(c => c.Item).OfType<string>().ToArray();
        await using var connection = await city.Database.Source.OpenConnectionAsync(ct);
        using var ring = await store.KeysAsync(connection, ct);
        return await store.OfAsync(connection, grant, ring, provision, items, moment, ct);
    }

    /// <summary>Every event there is.</summary>
    public static async Task<IReadOnlySet<Guid>> EventsAsync(TestCity city, CancellationToken ct)
    {
        await using var command = city.Database.Source.CreateCommand("select id from events.mt_events");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            events.Add(reader.GetGuid(0)).ShouldBeTrue("an event stands once");
        return events;
    }

    private static string Line(CurrentRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"record|{string.Join('|', record.File.OrderBy(f => f.Key, StringComparer.Ordinal))}|{string.Join('|', record.Items.OrderBy(i => i.Key, StringComparer.Ordinal))}");
}
