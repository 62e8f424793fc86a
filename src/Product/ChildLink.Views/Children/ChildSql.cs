using System.Text;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>
/// Writes the statement of a plan. Every value is a parameter: $1 municipality, $2 run or institution, $3 today, $4 now,
/// $5 the instant since which a protection list must have come, $6 grade, $7 class, $8 rows, $9 and $10 the position.
/// </summary>
internal static class ChildSql
{
    /// <summary>Whether every protection list is whole and fresh; without any list no address is shown.</summary>
    private const string ListsAreFresh = """
        cross join (select coalesce(bool_and(p.complete and p.received_at >= $5::timestamptz), false) as fresh
                    from vault.protection_lists p where p.tenant_id = $1) lists
        """;

    private const string OfRun = """
        from read.results x
        join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id
        """;

    /// <summary>A share brings its result along; without one the row looks like that of a child without a result.</summary>
    private const string OfInstitution = """
        from vault.residents r
        left join lateral (
            select c.run_id, c.points from read.shares c
            where c.tenant_id = r.tenant_id and c.resident_id = r.resident_id and c.institution = $2
              and c.valid_from <= $4::timestamptz and $4::timestamptz < c.valid_until
              and (c.ended_at is null or $4::timestamptz < c.ended_at)
            order by c.valid_from desc limit 1) s on true
        left join read.results x on x.tenant_id = r.tenant_id and x.run_id = s.run_id and x.resident_id = r.resident_id
        """;

    private const string LivesHere = "(r.moved_out_on is null or r.moved_out_on > $3::date)";

    /// <summary>One child ($6): identity, then the plan's columns.</summary>
    public static string One(ChildPlan plan)
    {
        var sql = new StringBuilder("select r.resident_id, ''::text");
        Columns(sql, plan);
        From(sql, plan, onlyCandidates: false);
        return sql.Append(" and r.resident_id = $6").ToString();
    }

    /// <summary>How many rows a question has.</summary>
    public static string Count(ChildPlan plan, ChildSqlShape shape)
    {
        var sql = new StringBuilder("select count(*)");
        From(sql, plan, shape.OnlyCandidates);
        Filter(sql, shape);
        return sql.ToString();
    }

    /// <summary>One page: identity, order key, then the plan's columns.</summary>
    public static string Page(ChildPlan plan, ChildSqlShape shape)
    {
        var direction = shape.Descending ? "desc" : "asc";
        var sql = new StringBuilder("select r.resident_id, (").Append(shape.Order.KeySql).Append(")::text");
        Columns(sql, plan);
        From(sql, plan, shape.OnlyCandidates);
        Filter(sql, shape);
        if (shape.After)
        {
            sql.Append(" and (").Append(shape.Order.KeySql).Append(", r.resident_id) ").Append(shape.Descending ? '<' : '>')
                .Append(" ($9::text::").Append(shape.Order.KeyType).Append(", $10::uuid)");
        }

        return sql.Append("\norder by ").Append(shape.Order.KeySql).Append(' ').Append(direction)
            .Append(", r.resident_id ").Append(direction).Append(" limit $8").ToString();
    }

    private static void Columns(StringBuilder sql, ChildPlan plan)
    {
        foreach (var planned in plan.Columns)
        {
            var expression = plan.OfRun ? planned.Column!.Sql : planned.Column!.OwnSql ?? planned.Column.Sql;
            sql.Append(",\n  ").Append(Guard(expression, planned.Decision.Guard));
        }
    }

    private static string Guard(string expression, RowGuard guard)
    {
        if (guard == RowGuard.None)
            return expression;
        var conditions = new List<string>(3);
        if (guard.HasFlag(RowGuard.Unprotected))
            conditions.Add("lists.fresh and not r.protected");
        if (guard.HasFlag(RowGuard.Shared))
            conditions.Add("s.run_id is not null");
        if (guard.HasFlag(RowGuard.SharedWithPoints))
            conditions.Add("s.points");
        return $"case when {string.Join(" and ", conditions)} then {expression} end";
    }

    private static void From(StringBuilder sql, ChildPlan plan, bool onlyCandidates)
    {
        sql.Append('\n').Append(plan.OfRun ? OfRun : OfInstitution).Append('\n');
        if (Array.Exists(plan.Columns, c => c.Decision.Guard.HasFlag(RowGuard.Unprotected)))
            sql.Append(ListsAreFresh).Append('\n');
        sql.Append(plan.OfRun ? "where x.tenant_id = $1 and x.run_id = $2" : "where r.tenant_id = $1 and r.school_code = $2");
        sql.Append(" and ").Append(LivesHere);
        if (plan.Rows == RowScope.RunCandidates || onlyCandidates)
            sql.Append(" and x.candidate");
    }

    private static void Filter(StringBuilder sql, ChildSqlShape shape)
    {
        if (shape.ByGrade)
            sql.Append(" and r.grade = $6::text");
        if (shape.ByClass)
            sql.Append(" and r.class = $7::text");
    }
}

/// <summary>Which parts a statement has.</summary>
internal sealed record ChildSqlShape(ChildOrder Order, bool Descending, bool ByGrade, bool ByClass, bool OnlyCandidates, bool After);
