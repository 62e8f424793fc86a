using ChildLink.EventStore;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Casework.Conferences;

/// <summary>Reads conferences with their agendas.</summary>
internal static class ConferenceRows
{
    /// <param name="connection">An open connection.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="hidden">Children who are not there for the caller.</param>
    /// <param name="fresh">A protection list older than this is stale.</param>
    /// <param name="id">The conference.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Conference?> FindAsync(NpgsqlConnection connection, string tenant, BlockedChildren hidden, DateTimeOffset fresh, Guid id, CancellationToken ct) =>
        (await ReadAsync(connection, tenant, hidden, fresh, ConferenceSql.Find, ct, tenant, id)).SingleOrDefault();

    /// <summary>The latest 200 of a state or of all.</summary>
    public static Task<IReadOnlyList<Conference>> PageAsync(NpgsqlConnection connection, string tenant, BlockedChildren hidden, DateTimeOffset fresh, string? state, CancellationToken ct) =>
        ReadAsync(connection, tenant, hidden, fresh, ConferenceSql.Page, ct, tenant, state);

    private static async Task<IReadOnlyList<Conference>> ReadAsync(
        NpgsqlConnection connection, string tenant, BlockedChildren hidden, DateTimeOffset fresh, string sql, CancellationToken ct, params object?[] values)
    {
        var found = new List<Conference>();
        await using (var command = Statement.Of(connection, sql, values))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
            {
                found.Add(new Conference(
                    rows.PublicUuid(0), rows.PublicUuidOrNull(1), rows.PublicTextOrNull(2), rows.PublicInstant(3), rows.PublicInt(4), rows.PublicText(5),
                    rows.PublicText(6), rows.PublicTexts(7), [], rows.PublicLong(8)));
            }
        }

        var items = await ItemsAsync(connection, tenant, hidden, fresh, [.. found.Select(c => c.Id)], ct);
        return [.. found.Select(c => c with { Items = [.. Agenda.Parted([.. items[c.Id]])] })];
    }

    private static async Task<ILookup<Guid, SeatedCase>> ItemsAsync(
        NpgsqlConnection connection, string tenant, BlockedChildren hidden, DateTimeOffset fresh, Guid[] ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, ConferenceSql.Items, tenant, ids, fresh.ToUniversalTime(), hidden.Children.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Guid Conference, SeatedCase Seat)>();
        while (await rows.ReadAsync(ct))
        {
            found.Add((rows.PublicUuid(0), new SeatedCase(
                rows.PublicUuid(5), rows.PublicInt(1), rows.PublicInt(2), rows.PublicFlag(3), rows.PublicIsNull(4) ? null : rows.PublicInt(4), rows.PublicFlag(6))));
        }

        return found.ToLookup(f => f.Conference, f => f.Seat);
    }
}
