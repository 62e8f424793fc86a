using ChildLink.EventStore;
using ChildLink.Privacy.Guarding;
using Npgsql;

namespace ChildLink.Views.Narrowing;

/// <summary>
/// How far down shares of a run reach: the last rank of the first percents, of all and of each school age. Results of a run never
/// change, so these are found once. Counts and ranks only; who stands there is not here.
/// </summary>
internal sealed class RunCutoffs
{
    /// <summary>Ranks of everybody in the run, by age; the ranks alone cannot name anybody.</summary>
    private const string Ranks = """
        select x.school_age, array_agg(x.rank order by x.rank) from read.results x
        where x.tenant_id = $1 and x.run_id = $2 group by x.school_age order by x.school_age
        """;

    private const string PlanOf = "select plan from read.screening_runs where tenant_id = $1 and id = $2";

    private readonly (long Age, long[] Ranks)[] ages;

    private RunCutoffs(string plan, (long Age, long[] Ranks)[] ages)
    {
        Plan = plan;
        this.ages = ages;
    }

    /// <summary>Plan of the run.</summary>
    public string Plan { get; }

    /// <summary>Reads those of a run; null when there is no such run.</summary>
    public static async Task<RunCutoffs?> ReadAsync(NpgsqlConnection connection, string tenant, Guid run, CancellationToken ct)
    {
        string plan;
        await using (var command = Statement.Of(connection, PlanOf, tenant, run))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            if (!await rows.ReadAsync(ct))
                return null;
            plan = rows.PublicText(0);
        }

        var found = new List<(long, long[])>();
        await using (var command = Statement.Of(connection, Ranks, tenant, run))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            var rows = new RowReader(reader);
            while (await rows.ReadAsync(ct))
                found.Add((rows.PublicLong(0), rows.PublicLongs(1)));
        }

        return new RunCutoffs(plan, [.. found]);
    }

    /// <summary>The last rank of the first percent of all; a part of a child counts as one. 0 when nobody was screened.</summary>
    public long OfAll(int percent)
    {
        var all = ages.SelectMany(a => a.Ranks).Order().ToArray();
        return Last(all, percent);
    }

    /// <summary>The same within each school age.</summary>
    public IReadOnlyList<(long Age, long Rank)> OfAges(int percent) => [.. ages.Select(a => (a.Age, Last(a.Ranks, percent)))];

    private static long Last(long[] ranks, int percent) => ranks.Length == 0 ? 0 : ranks[(int)(((ranks.Length * (long)percent) + 99) / 100) - 1];
}
