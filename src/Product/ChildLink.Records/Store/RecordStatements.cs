using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Records.Store;

/// <summary>
/// Statements as they are stored: the head of every key in <c>read.record_heads</c>, all others in <c>read.record_versions</c>.
/// </summary>
internal static class RecordStatements
{
    /// <summary>The heads of some keys.</summary>
    public static async Task<Dictionary<Guid, RecordStatement>> HeadsAsync(
        NpgsqlConnection connection, string tenant, string provision, Guid[] keys, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, RecordStatementSql.Heads, tenant, provision, keys);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var heads = new Dictionary<Guid, RecordStatement>();
        while (await rows.ReadAsync(ct))
            heads[rows.PublicUuid(0)] = Read(rows);
        return heads;
    }

    /// <summary>Every statement about some keys.</summary>
    public static async Task<Dictionary<Guid, RecordTimeline>> TimelinesAsync(
        NpgsqlConnection connection, string tenant, string provision, Guid[] keys, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, RecordStatementSql.All, tenant, provision, keys);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var statements = new List<RecordStatement>();
        while (await rows.ReadAsync(ct))
            statements.Add(Read(rows));
        return statements.GroupBy(s => s.Key).ToDictionary(g => g.Key, g => new RecordTimeline(g));
    }

    /// <summary>The keys of a scope that stand on a day.</summary>
    public static async Task<List<Guid>> StandingAsync(
        NpgsqlConnection connection, string tenant, string provision, string scope, DateOnly day, CancellationToken ct)
    {
        await using var command = Statement.Of(connection, RecordStatementSql.Standing, tenant, provision, scope, day);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var keys = new List<Guid>();
        while (await rows.ReadAsync(ct))
            keys.Add(rows.PublicUuid(0));
        return keys;
    }

    /// <summary>Stores statements in the caller's transaction.</summary>
    /// <param name="connection">Inside the transaction of the file.</param>
    /// <param name="origin">Where they come from.</param>
    /// <param name="statements">The statements, each key's in order.</param>
    /// <param name="seq">Sequence number of the event of each.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task SaveAsync(
        NpgsqlConnection connection, StatementOrigin origin, IReadOnlyList<NewStatement> statements, long[] seq, CancellationToken ct)
    {
        if (statements.Count == 0)
            return;
        await using var batch = new NpgsqlBatch(connection);
        var retired = statements.Where(s => s.Retires).Select(s => s.Statement.Key).Distinct().ToArray();
        if (retired.Length > 0)
        {
            batch.BatchCommands.Add(Statement.InBatch(RecordStatementSql.KeepRetired, origin.Tenant, origin.Provision, retired));
            batch.BatchCommands.Add(Statement.InBatch(RecordStatementSql.Retire, origin.Tenant, origin.Provision, retired));
        }

        Add(batch, RecordStatementSql.InsertHeads, origin, [.. Numbered(statements, seq, heads: true)]);
        Add(batch, RecordStatementSql.InsertVersions, origin, [.. Numbered(statements, seq, heads: false)]);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<RecordStatement> Numbered(IReadOnlyList<NewStatement> statements, long[] seq, bool heads)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].IsHead == heads)
                yield return statements[i].Statement with { Seq = seq[i] };
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, StatementOrigin origin, RecordStatement[] s)
    {
        if (s.Length == 0)
            return;
        batch.BatchCommands.Add(Statement.InBatch(
            sql, origin.Tenant, origin.Provision, origin.Delivery, origin.Scope,
            Array.ConvertAll(s, x => x.Key), Array.ConvertAll(s, x => x.Seq), Array.ConvertAll(s, x => x.Effective), Array.ConvertAll(s, x => x.Ended),
            Array.ConvertAll(s, x => x.Event), Array.ConvertAll(s, x => x.Previous), Array.ConvertAll(s, x => x.StatedBy),
            Array.ConvertAll(s, x => x.Stream), Array.ConvertAll(s, x => x.Version), Array.ConvertAll(s, x => x.Row)));
    }

    private static RecordStatement Read(RowReader rows) => new(
        rows.PublicUuid(0), rows.PublicDate(2), rows.PublicFlag(3), rows.PublicUuid(4), rows.PublicUuid(5), rows.PublicUuid(6),
        rows.PublicUuid(7), rows.PublicLong(8), rows.PublicLong(9))
    {
        Seq = rows.PublicLong(1),
    };
}

/// <summary>Where statements come from.</summary>
internal sealed record StatementOrigin(string Tenant, string Provision, string Scope, Guid Delivery);
