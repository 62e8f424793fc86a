using ChildLink.EventStore;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Intake;
using ChildLink.Views.Children;
using Npgsql;

namespace ChildLink.Views.Deliveries;

/// <summary>What was delivered and what became of it: counts and findings, never a cell.</summary>
public sealed class DeliveryViews(NpgsqlDataSource database, string tenant)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 200;

    private const string Columns =
        "id, provision, file, received_at, as_of, records, accepted, corrected, quarantined, ignored, events, state, standing, missing";

    private const string All = $"""
        select {Columns} from read.deliveries
        where tenant_id = $1 and provision = any($2::text[])
          and ($3::uuid is null or (received_at, id) < (select d.received_at, d.id from read.deliveries d where d.tenant_id = $1 and d.id = $3::uuid))
        order by received_at desc, id desc limit $4
        """;

    private const string One = $"select {Columns} from read.deliveries where tenant_id = $1 and id = $2";

    private const string Held = $"""
        select {Columns} from read.deliveries
        where tenant_id = $1 and provision = any($2::text[]) and state = 'held' and (received_at, id) > ($3::timestamptz, $4::uuid)
        order by received_at, id limit $5
        """;

    private const string Provision = "select provision from read.deliveries where tenant_id = $1 and id = $2";

    private const string Findings = """
        select row, ordinal, column_name, rule, disposition, message from read.quarantine
        where tenant_id = $1 and delivery_id = $2 and (row, ordinal) > ($3, $4)
        order by row, ordinal limit $5
        """;

    /// <summary>Writes deliveries, newest first, 200 a page.</summary>
    /// <param name="scope">The answer.</param>
    /// <param name="provisions">Only deliveries under these provisions.</param>
    /// <param name="after">Last delivery of the page before, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAllAsync(DisclosureScope scope, string[] provisions, Guid? after, CancellationToken ct)
    {
        var (deliveries, more) = await PageAsync(provisions, after, PageSize, ct);
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var delivery in deliveries)
            Write(scope, delivery);
        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteNumber("size", deliveries.Count);
        json.WriteString("next", more ? deliveries[^1].Id.ToString("D") : null);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Deliveries under some provisions, newest first, and whether more follow.</summary>
    /// <param name="provisions">Only deliveries under these.</param>
    /// <param name="after">Last delivery of the page before, or null.</param>
    /// <param name="size">Rows of the page, 1 to <see cref="PageSize"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<ShownDelivery> Page, bool More)> PageAsync(string[] provisions, Guid? after, int size, CancellationToken ct)
    {
        var found = await ReadAsync(All, [tenant, provisions, after, size + 1], Delivery, ct);
        return (found.Count > size ? found.GetRange(0, size) : found, found.Count > size);
    }

    /// <summary>A delivery by its identity, or null.</summary>
    public async Task<ShownDelivery?> FindAsync(Guid delivery, CancellationToken ct) =>
        (await ReadAsync(One, [tenant, delivery], Delivery, ct)).SingleOrDefault();

    /// <summary>Deliveries under some provisions that wait for a person, the oldest first, at most <see cref="PageSize"/>.</summary>
    /// <param name="provisions">Only deliveries under these.</param>
    /// <param name="after">Only those received after this one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<ShownDelivery>> HeldAsync(string[] provisions, (DateTimeOffset ReceivedAt, Guid Id) after, CancellationToken ct) =>
        await ReadAsync(Held, [tenant, provisions, after.ReceivedAt, after.Id, PageSize], Delivery, ct);

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
        if (await FindingsAsync(delivery, cursor, PageSize, ct) is not var (findings, more))
            return new ViewOutcome.Malformed("cursor", "is not a cursor of this list; start again without one.");
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var finding in findings)
        {
            scope.PublicRows(1);
            json.WriteStartObject();
            json.WriteNumber("row", finding.Row);
            json.WriteString("column", finding.Column);
            json.WriteString("rule", finding.Rule);
            json.WriteString("disposition", finding.Disposition);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("page");
        json.WriteString("next", more ? findings[^1].Cursor : null);
        json.WriteEndObject();
        json.WriteEndObject();
        return new ViewOutcome.Written();
    }

    /// <summary>Findings of a delivery in order of row, and whether more follow; null for a cursor that is none.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cursor"><see cref="ShownFinding.Cursor"/> of the last finding before, or null.</param>
    /// <param name="size">Rows of the page, 1 to <see cref="PageSize"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<ShownFinding> Page, bool More)?> FindingsAsync(Guid delivery, string? cursor, int size, CancellationToken ct)
    {
        if (!TryPosition(cursor, out var row, out var ordinal))
            return null;
        var found = await ReadAsync(Findings, [tenant, delivery, row, ordinal, size + 1], Finding, ct);
        return (found.Count > size ? found.GetRange(0, size) : found, found.Count > size);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, object?[] values, Func<RowReader, T> read, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<T>();
        while (await rows.ReadAsync(ct))
            found.Add(read(rows));
        return found;
    }

    private static ShownDelivery Delivery(RowReader rows) => new(
        rows.PublicUuid(0), rows.PublicText(1), SubmittedPlace.Show(rows.PublicText(2)), rows.PublicInstant(3), rows.PublicDateOrNull(4), rows.PublicLong(5),
        rows.PublicLong(6), rows.PublicLong(7), rows.PublicLong(8), rows.PublicLong(9), rows.PublicLong(10), rows.PublicText(11),
        rows.PublicLong(12), rows.PublicLong(13));

    private static ShownFinding Finding(RowReader rows) => new(
        rows.PublicLong(0), rows.PublicInt(1), rows.PublicText(2), rows.PublicText(3), rows.PublicText(4), rows.PublicText(5));

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

    private static void Write(DisclosureScope scope, ShownDelivery delivery)
    {
        var json = scope.Json;
        scope.PublicRows(1);
        json.WriteStartObject();
        json.WriteString("id", delivery.Id);
        json.WriteString("provision", delivery.Provision);
        json.WriteString("file", delivery.File);
        json.WriteString("receivedAt", delivery.ReceivedAt);
        json.WriteString("asOf", delivery.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("records", delivery.Records);
        json.WriteNumber("accepted", delivery.Accepted);
        json.WriteNumber("corrected", delivery.Corrected);
        json.WriteNumber("quarantined", delivery.Quarantined);
        json.WriteNumber("ignored", delivery.Ignored);
        json.WriteNumber("events", delivery.Events);
        json.WriteString("state", delivery.State);
        json.WriteNumber("standing", delivery.Standing);
        json.WriteNumber("missing", delivery.Missing);
        json.WriteEndObject();
    }
}
