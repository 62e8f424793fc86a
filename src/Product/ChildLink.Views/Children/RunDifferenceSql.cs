using System.Text;

namespace ChildLink.Views.Children;

/// <summary>
/// Writes the statements about who became a candidate between two runs and who is none any more. Parameters are those of
/// <see cref="ChildSql"/> up to $5; $6 the run before, $7 rows, $8 and $9 the position, $10 whether the caller sees more than candidates.
/// </summary>
internal static class RunDifferenceSql
{
    private const string Changes = """
        from (
            select a.resident_id, 'entered' as change from read.results a
            where a.tenant_id = $1 and a.run_id = $2 and a.candidate and not exists (
                select 1 from read.results b where b.tenant_id = $1 and b.run_id = $6 and b.resident_id = a.resident_id and b.candidate)
            union all
            select b.resident_id, 'left' from read.results b
            where b.tenant_id = $1 and b.run_id = $6 and b.candidate and not exists (
                select 1 from read.results a where a.tenant_id = $1 and a.run_id = $2 and a.resident_id = b.resident_id and a.candidate)
        ) d
        join vault.residents r on r.tenant_id = $1 and r.resident_id = d.resident_id
        left join read.results x on x.tenant_id = $1 and x.run_id = $2 and x.resident_id = d.resident_id
        left join read.results y on y.tenant_id = $1 and y.run_id = $6 and y.resident_id = d.resident_id
        """;

    /// <summary>What holds for the whole answer: whether the caller sees all of the run ($10), whether one model judged both, and by which items a child could be told.</summary>
    private const string General = """
        cross join (
            select $10::boolean as population, a.model_hash is distinct from b.model_hash as model_changed,
                   a.quasi_identifiers || b.quasi_identifiers as quasi
            from read.screening_runs a, read.screening_runs b
            where a.tenant_id = $1 and a.id = $2 and b.tenant_id = $1 and b.id = $6) g
        """;

    /// <summary>
    /// Whether the other is an earlier run of the same plan, whether another model or policy judged then; and how many entered,
    /// left, and moved out of the city since.
    /// </summary>
    public const string Counts = $"""
        select (select array[a.model_hash is distinct from b.model_hash, a.policy <> b.policy]
                from read.screening_runs a join read.screening_runs b on b.tenant_id = a.tenant_id and b.plan = a.plan
                where a.tenant_id = $1 and a.id = $2 and b.id = $6 and (b.as_of, b.completed_at, b.id) < (a.as_of, a.completed_at, a.id)),
               count(*) filter (where d.change = 'entered' and {ChildSql.LivesHere}),
               count(*) filter (where d.change = 'left' and {ChildSql.LivesHere}),
               count(*) filter (where not {ChildSql.LivesHere})
        {Changes}
        """;

    /// <summary>Whether the order of a page may tell ranks.</summary>
    public static bool FollowsRanks(ChildPlan plan) => plan.Discloses(ChildFields.Rank) && plan.Discloses(RunDifferenceFields.RankBefore);

    /// <summary>One page: identity, order key, then the plan's columns. Those who entered first, each group by rank where the rank is disclosed.</summary>
    public static string Page(ChildPlan plan, string? change, bool after)
    {
        var key = "case d.change when 'entered' then '0' else '1' end"
            + (FollowsRanks(plan)
                ? " || lpad((case d.change when 'entered' then x.rank else y.rank end)::text, 12, '0')" : "");
        var order = $"({key}) collate \"C\"";
        var sql = new StringBuilder("select r.resident_id, ").Append(order);
        ChildSql.Columns(sql, plan);
        sql.Append('\n').Append(Changes).Append('\n').Append(General).Append('\n');
        if (plan.LooksAtProtection)
            sql.Append(ChildSql.ListsAreFresh).Append('\n');
        sql.Append("where ").Append(ChildSql.LivesHere);
        if (change is not null)
            sql.Append(change == RunDifferenceQuery.Entered ? " and d.change = 'entered'" : " and d.change = 'left'");
        if (after)
            sql.Append(" and (").Append(order).Append(", r.resident_id) > ($8::text, $9::uuid)");
        return sql.Append("\norder by ").Append(order).Append(", r.resident_id limit $7").ToString();
    }
}

/// <summary>What a caller asks about the difference of two runs.</summary>
/// <param name="Before">The earlier run; the later one is the context.</param>
/// <param name="Change"><see cref="Entered"/>, <see cref="Left"/> or null for both.</param>
/// <param name="Size">Rows of a page, 1 to <see cref="ChildQuery.LargestPage"/>.</param>
/// <param name="Cursor">Where the page before ended, or null.</param>
public sealed record RunDifferenceQuery(Guid Before, string? Change = null, int Size = 50, string? Cursor = null)
{
    /// <summary>Became a candidate.</summary>
    public const string Entered = "entered";

    /// <summary>Is no candidate any more.</summary>
    public const string Left = "left";
}
