using ChildLink.Casework.Cases;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Casework.HandOvers;

/// <summary>
/// Hand-overs as they stand now. What is due is found in the register when it is asked for, so that a change of today is seen
/// today and looking twice makes no second task.
/// </summary>
public static class HandOverDesk
{
    /// <summary>What waits in all open cases: due, or handed over and not received. At most 10,000 each.</summary>
    public static async Task<IReadOnlyList<(Case Case, HandOver HandOver)>> WaitingAsync(
        NpgsqlConnection connection, string tenant, DateTimeOffset now, CancellationToken ct)
    {
        var settled = await SettledAsync(connection, tenant, ct);
        var cases = await RegisterAsync(connection, tenant, now, null, ct);
        var handed = (await ReadAsync(connection, HandOverSql.Handed, ct, tenant)).ToLookup(h => h.Case);
        var today = JapanDay.Of(now);
        return
        [
            .. cases.SelectMany(c => handed[c.Case.Id].Concat(Due(tenant, c.Case, c.Facts, today, settled, handed[c.Case.Id])).Select(h => (c.Case, h))),
        ];
    }

    /// <summary>What waits in one case, with it; nothing when it is not open.</summary>
    public static async Task<IReadOnlyList<(Case Case, HandOver HandOver)>> WaitingAsync(
        NpgsqlConnection connection, string tenant, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var stored = await OfCaseAsync(connection, tenant, id, ct);
        var settled = stored.Where(h => h.State is HandOver.Handed or HandOver.Received).Select(h => h.Id).ToHashSet();
        HandOver[] handed = [.. stored.Where(h => h.State == HandOver.Handed)];
        return
        [
            .. (await RegisterAsync(connection, tenant, now, [id], ct)).SelectMany(
                c => handed.Concat(Due(tenant, c.Case, c.Facts, JapanDay.Of(now), settled, handed)).Select(h => (c.Case, h))),
        ];
    }

    /// <summary>Those that wait for one receiver, the oldest first, at most 1,000.</summary>
    public static Task<IReadOnlyList<HandOver>> HandedToAsync(
        NpgsqlConnection connection, string tenant, string kind, string name, BlockedChildren hidden, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return ReadAsync(connection, HandOverSql.HandedTo, ct, tenant, kind, name, hidden.Children.ToArray());
    }

    /// <summary>Those of one case that somebody acted on, the oldest first.</summary>
    public static Task<IReadOnlyList<HandOver>> OfCaseAsync(NpgsqlConnection connection, string tenant, Guid id, CancellationToken ct) =>
        ReadAsync(connection, HandOverSql.OfCases, ct, tenant, new[] { id });

    /// <summary>Those of one open case that are due.</summary>
    public static async Task<IReadOnlyList<HandOver>> DueAsync(NpgsqlConnection connection, string tenant, Guid id, DateTimeOffset now, CancellationToken ct) =>
        [.. (await OfCasesAsync(connection, tenant, [id], now, ct))[id].Where(h => h.State == HandOver.Due)];

    /// <summary>Those of open cases by case: what is due, then what somebody acted on, the oldest first. Two statements for all of them.</summary>
    public static async Task<ILookup<Guid, HandOver>> OfCasesAsync(
        NpgsqlConnection connection, string tenant, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        var stored = await ReadAsync(connection, HandOverSql.OfCases, ct, tenant, ids);
        var settled = stored.Where(h => h.State is HandOver.Handed or HandOver.Received).Select(h => h.Id).ToHashSet();
        var handed = stored.Where(h => h.State == HandOver.Handed).ToLookup(h => h.Case);
        var due = (await RegisterAsync(connection, tenant, now, ids, ct)).SelectMany(c => Due(tenant, c.Case, c.Facts, JapanDay.Of(now), settled, handed[c.Case.Id]));
        return due.Concat(stored).ToLookup(h => h.Case);
    }

    /// <summary>What the register says today of the child of an open case.</summary>
    internal static async Task<RegisterFacts> FactsAsync(NpgsqlConnection connection, string tenant, Guid id, DateTimeOffset now, CancellationToken ct) =>
        (await RegisterAsync(connection, tenant, now, [id], ct)).Single().Facts;

    private static IEnumerable<HandOver> Due(
        string tenant, Case found, RegisterFacts facts, DateOnly today, HashSet<Guid> settled, IEnumerable<HandOver> handed)
    {
        var causes = handed.Select(h => h.Cause).ToHashSet(StringComparer.Ordinal);
        return DueHandOvers.Of(tenant, found, facts, today).Where(d => !settled.Contains(d.Id) && !causes.Contains(d.Cause));
    }

    private static async Task<IReadOnlyList<(Case Case, RegisterFacts Facts)>> RegisterAsync(
        NpgsqlConnection connection, string tenant, DateTimeOffset now, Guid[]? ids, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, HandOverSql.Register, tenant, now.ToUniversalTime(), ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(Case, RegisterFacts)>();
        while (await rows.ReadAsync(ct))
            found.Add((CaseRows.Read(rows), HandOverSql.ReadFacts(rows)));
        return found;
    }

    private static async Task<HashSet<Guid>> SettledAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, HandOverSql.Settled, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.PublicUuid(0));
        return found;
    }

    private static async Task<IReadOnlyList<HandOver>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<HandOver>();
        while (await rows.ReadAsync(ct))
            found.Add(HandOverSql.Read(rows));
        return found;
    }
}
