using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Deliveries;

/// <summary>What was delivered and what became of it: counts and findings, never a cell.</summary>
public sealed class DeliveryViews(NpgsqlDataSource database, string tenant)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 200;

    private const string All = """
        select id, provision, file, received_at, as_of, records, accepted, corrected, quarantined, ignored, events,
            state, standing, missing
        from read.deliveries
        where tenant_id = $1 and provision = any($2::text[])
          and ($3::uuid is null or (received_at, id) < (select d.received_at, d.id from read.deliveries d where d.tenant_id = $1 and d.id = $3::uuid))
        order by received_at desc, id desc limit 201
        """;

    private const string Provision = "select provision from read.deliveries where tenant_id = $1 and id = $2";

    private const string Findings = """
        select row, ordinal, column_name, rule, disposition, message from read.quarantine
        where tenant_id = $1 and delivery_id = $2 and (row, ordinal) > ($3, $4)
        order by row, ordinal limit 201
        """;

    /// <summary>Writes deliveries, newest first, 200 a page.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="provisions">Only deliveries under these provisions.</param>
    /// <param name="after">Last delivery of the page before, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAllAsync(DisclosureScope scope, string[] provisions, Guid? after, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, All, tenant, provisions, after);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        Guid? last = null;
        var written = 0;
        var more = false;
        while (await rows.ReadAsync(ct))
        {
            if (written == PageSize)
            {
                more = true;
                break;
            }

            last = rows.PublicUuid(0);
            WriteDelivery(scope, rows);
            written++;
        }

        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteNumber("size", written);
        json.WriteString("next", more ? last!.Value.ToString("D") : null);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Provision of a delivery, or null when it is not there.</summary>
    public async Task<string?> ProvisionOfAsync(Guid delivery, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Provision, tenant, delivery);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        return await rows.ReadAsync(ct) ? rows.PublicText(0) : null;
    }

    /// <summary>Writes the findings of a delivery in order of row, 200 a page; the cursor is <c>row.ordinal</c>.</summary>
    public async Task<ViewOutcome> WriteFindingsAsync(DisclosureScope scope, Guid delivery, string? cursor, CancellationToken ct)
    {
        if (!TryPosition(cursor, out var row, out var ordinal))
            return new ViewOutcome.Malformed("cursor", "is not a cursor of this list; start again without one.");
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, Findings, tenant, delivery, row, ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        var written = 0;
        string? next = null;
        while (await rows.ReadAsync(ct))
        {
            if (written++ == PageSize)
            {
                next = $"{row}.{ordinal}";
                break;
            }

            row = rows.PublicLong(0);
            ordinal = rows.PublicInt(1);
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteNumber("row", row);
            json.WriteString("column", rows.PublicText(2));
            json.WriteString("rule", rows.PublicText(3));
            json.WriteString("disposition", rows.PublicText(4));
            json.WriteString("message", rows.PublicText(5));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteString("next", next);
        json.WriteEndObject();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    private static bool TryPosition(string? cursor, out long row, out int ordinal)
    {
        row = 0;
        ordinal = -1;
        if (cursor is null)
            return true;
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(cursor.AsSpan(0, dot), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out row)
            && int.TryParse(cursor.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ordinal);
    }

    private static void WriteDelivery(DisclosureScope scope, RowReader rows)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", rows.PublicUuid(0));
        json.WriteString("provision", rows.PublicText(1));
        json.WriteString("file", rows.PublicText(2));
        json.WriteString("receivedAt", rows.PublicInstant(3));
        json.WriteString("asOf", rows.PublicDateOrNull(4)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("records", rows.PublicLong(5));
        json.WriteNumber("accepted", rows.PublicLong(6));
        json.WriteNumber("corrected", rows.PublicLong(7));
        json.WriteNumber("quarantined", rows.PublicLong(8));
        json.WriteNumber("ignored", rows.PublicLong(9));
        json.WriteNumber("events", rows.PublicLong(10));
        json.WriteString("state", rows.PublicText(11));
        json.WriteNumber("standing", rows.PublicLong(12));
        json.WriteNumber("missing", rows.PublicLong(13));
        json.WriteEndObject();
    }
}
