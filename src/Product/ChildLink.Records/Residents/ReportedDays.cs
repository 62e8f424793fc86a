using ChildLink.EventStore;
using ChildLink.Records.Provisions;
using Npgsql;
using NpgsqlTypes;

namespace ChildLink.Records.Residents;

/// <summary>
/// Keeps a table of days that records say of residents (columns <c>tenant_id, provision, key_id, resident_id</c> and the days) in step
/// with these records: staged, then merged under their keys.
/// </summary>
internal sealed class ReportedDays
{
    private readonly (string Column, string Item)[] days;
    private readonly string stage;
    private readonly string copy;
    private readonly string merge;
    private readonly string clear;
    private readonly string end;
    private readonly string dropOthers;

    /// <summary>A table of this assembly's schema.</summary>
    /// <param name="table">Its name; no value of a row.</param>
    /// <param name="days">Columns and the items they come from. A provision with a column of the first item describes rows of the table.</param>
    public ReportedDays(string table, params (string Column, string Item)[] days)
    {
        this.days = days;
        var staged = $"{table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]}_stage";
        var columns = string.Join(", ", days.Select(d => d.Column));
        stage = $"""
            create temp table if not exists {staged} (key_id uuid, resident_id uuid, {string.Join(", ", days.Select(d => $"{d.Column} date"))}) on commit delete rows
            """;
        copy = $"copy {staged} (key_id, resident_id, {columns}) from stdin (format binary)";
        // A corrected row takes the place of the earlier one, also when it no longer says a day.
        merge = $"""
            insert into {table} (tenant_id, provision, key_id, resident_id, {columns})
            select $1, $2, key_id, resident_id, {columns} from {staged}
            on conflict (tenant_id, provision, key_id) do update
            set resident_id = excluded.resident_id, {string.Join(", ", days.Select(d => $"{d.Column} = excluded.{d.Column}"))}
            """;
        clear = $"delete from {staged}";
        end = $"delete from {table} where tenant_id = $1 and provision = $2 and key_id = any($3)";
        dropOthers = $"delete from {table} where tenant_id = $1 and provision = $2 and key_id not in (select key_id from {staged})";
    }

    /// <summary>Whether rows of this provision are kept here.</summary>
    public bool Describes(Provision provision) => provision.Columns.Any(c => c.Item == days[0].Item);

    /// <summary>Notes days under the keys of their records, each key once.</summary>
    /// <param name="connection">Inside the transaction of the file.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="provision">Under which the rows came.</param>
    /// <param name="rows">Them. Without any nothing changes.</param>
    /// <param name="whole">Whether the rows are all that the provision says: what it said before under other keys is taken back.</param>
    /// <param name="ct">Cancels.</param>
    public async Task SaveAsync(
        NpgsqlConnection connection, string tenant, Provision provision,
        IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, bool whole, CancellationToken ct)
    {
        if (rows.Count == 0)
            return;
        await Statement.ExecuteAsync(connection, stage, ct);
        await StageAsync(connection, new ItemColumns(provision), rows, ct);
        await Statement.ExecuteAsync(connection, merge, ct, tenant, provision.Id);
        if (whole)
            await Statement.ExecuteAsync(connection, dropOthers, ct, tenant, provision.Id);
        await Statement.ExecuteAsync(connection, clear, ct);
    }

    /// <summary>Takes back what is not reported any more.</summary>
    public async Task EndAsync(
        NpgsqlConnection connection, string tenant, Provision provision, IReadOnlyList<(Guid Key, Guid Resident)> ends, CancellationToken ct)
    {
        if (ends.Count > 0)
            await Statement.ExecuteAsync(connection, end, ct, tenant, provision.Id, ends.Select(e => e.Key).ToArray());
    }

    private async Task StageAsync(
        NpgsqlConnection connection, ItemColumns column, IReadOnlyList<(Guid Key, Guid Resident, string[] Values)> rows, CancellationToken ct)
    {
        await using var importer = await connection.BeginBinaryImportAsync(copy, ct);
        foreach (var (key, resident, values) in rows)
        {
            await importer.StartRowAsync(ct);
            await importer.WriteAsync(key, NpgsqlDbType.Uuid, ct);
            await importer.WriteAsync(resident, NpgsqlDbType.Uuid, ct);
            foreach (var (_, item) in days)
                await ItemColumns.WriteAsync(importer, column.Day(values, item), ct);
        }

        await importer.CompleteAsync(ct);
    }
}
