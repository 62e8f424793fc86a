using ChildLink.Casework.Conferences;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Guarding;
using ChildLink.Records.Provisions;
using ChildLink.Records.Residents;
using Npgsql;

namespace ChildLink.Views.Figures;

/// <summary>
/// Figures of a run for reports. The parts are fixed and there is no filter: two questions that differ by a few children would tell
/// about these.
/// </summary>
public sealed class FigureViews(NpgsqlDataSource database, City city, TimeProvider time)
{
    private const string Known = "select true from read.screening_runs where tenant_id = $1 and id = $2";

    private readonly string[] registers = CouncilProjection.Provisions(city);

    /// <summary>The figures of a run; null when there is no such run.</summary>
    public async Task<RunFigures?> OfAsync(Guid run, CancellationToken ct)
    {
        var today = JapanDay.Of(time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        if ((await RowsAsync(connection, Known, [city.Code, run], 0, ct)).Count == 0)
            return null;
        var t = (await RowsAsync(connection, FigureSql.Totals, [city.Code, run, today, registers], 12, ct))[0].Counts;
        var minutes = await ConferenceMinutes.OfRunAsync(connection, city.Code, run, ct);
        var shares = (await RowsAsync(connection, FigureSql.Shares, [city.Code, run], 2, ct))[0].Counts;
        var schools = await RowsAsync(connection, FigureSql.BySchool, [city.Code, run, today, registers], 4, ct, named: true);
        var ages = await RowsAsync(connection, FigureSql.ByAge, [city.Code, run, today, registers], 4, ct, named: true);
        return FigureTable.Of(run, city.Document.SmallestCell, new FigureCounts(
            t[11], t[0], t[1], t[2], t[3], new GroupCounts(t[4], t[5], t[6]), new GroupCounts(t[7], t[8], t[9]), t[10], minutes, (shares[0], shares[1]),
            PartsOf(schools), PartsOf(ages)));
    }

    private static IReadOnlyList<PartCounts> PartsOf(IReadOnlyList<(string Key, long[] Counts)> rows) =>
        [.. rows.Select(r => new PartCounts(r.Key, r.Counts[0], r.Counts[1], r.Counts[2], r.Counts[3]))];

    private static async Task<IReadOnlyList<(string Key, long[] Counts)>> RowsAsync(
        NpgsqlConnection connection, string sql, object[] values, int columns, CancellationToken ct, bool named = false)
    {
        await using var command = Statement.Of(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new RowReader(reader);
        var found = new List<(string, long[])>();
        while (await rows.ReadAsync(ct))
            found.Add((named ? rows.PublicText(0) : "", [.. Enumerable.Range(named ? 1 : 0, columns).Select(rows.PublicLong)]));
        return found;
    }
}
