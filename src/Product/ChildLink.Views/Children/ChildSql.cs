using System.Text;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>
/// Writes the statement of a plan. Every value is a parameter: $1 municipality, $2 run, case, conference, worker, or institution and person, $3 today, $4 now,
/// $5 the instant since which a protection list must have come; of a list $6 grade, $7 class, $8 school, $9 and $10 the
/// range of kana, $11 and $12 that of births, $13 rows, $14 and $15 the position; of one child $6 the child, around
/// children $6 the children.
/// </summary>
internal static partial class ChildSql
{
    /// <summary>One child ($6): identity, then the plan's columns.</summary>
    public static string One(ChildPlan plan)
    {
        var sql = new StringBuilder("select r.resident_id, ''::text");
        Columns(sql, plan);
        From(sql, plan);
        return sql.Append(" and r.resident_id = $6").ToString();
    }

    /// <summary>Several children ($6): identity, then the plan's columns.</summary>
    public static string Several(ChildPlan plan)
    {
        var sql = new StringBuilder("select r.resident_id, ''::text");
        Columns(sql, plan);
        From(sql, plan);
        return sql.Append(" and r.resident_id = any($6::uuid[])").ToString();
    }

    /// <summary>The people who live with children ($6): identity of the member and of the child, then the plan's columns; the eldest first.</summary>
    public static string Household(ChildPlan members)
    {
        var sql = new StringBuilder("select m.resident_id, r.resident_id");
        Columns(sql, members);
        From(sql, members, WithMembers, hidesProtected: true);
        return sql.Append(" and r.resident_id = any($6::uuid[])\norder by m.birth_date, m.resident_id").ToString();
    }

    /// <summary>When children ($6) lived in which household, by the provisions of $7: the first period of a child first.</summary>
    public static string HouseholdPeriods(ChildPlan periods)
    {
        var sql = new StringBuilder("select r.resident_id, r.resident_id");
        Columns(sql, periods);
        From(sql, periods, WithPeriods, hidesProtected: true);
        return sql.Append(" and r.resident_id = any($6::uuid[])\norder by h.valid_from").ToString();
    }

    /// <summary>Where children ($6) went to school in which year: the newest of a child first.</summary>
    public static string Enrolments(ChildPlan years)
    {
        var sql = new StringBuilder("select r.resident_id, r.resident_id");
        Columns(sql, years);
        From(sql, years, WithEnrolments);
        return sql.Append(" and r.resident_id = any($6::uuid[])\norder by e.fiscal_year desc, e.school_code").ToString();
    }

    /// <summary>How many children stand in every group of equal disclosed values.</summary>
    public static string Groups(ChildPlan plan)
    {
        var sql = new StringBuilder("select count(*)");
        Columns(sql, plan);
        From(sql, plan);
        var columns = string.Join(", ", Enumerable.Range(2, plan.Columns.Length));
        if (plan.Columns.Length > 0)
            sql.Append("\ngroup by ").Append(columns).Append(" order by ").Append(columns);
        return sql.ToString();
    }

    /// <summary>How many rows a question has.</summary>
    public static string Count(ChildPlan plan, ChildSqlShape shape)
    {
        var sql = new StringBuilder("select count(*)");
        Rows(sql, plan, shape);
        return sql.ToString();
    }

    /// <summary>One page: identity, order key, then the plan's columns.</summary>
    /// <remarks>
    /// Statements are planned once for all values, so the planner must see how few rows a page can have at most: that
    /// number stands in the statement, the wanted one is a parameter behind it.
    /// </remarks>
    public static string Page(ChildPlan plan, ChildSqlShape shape) => shape.FollowsIndex ? PageByIndex(plan, shape) : PageByKeys(plan, shape);

    /// <summary>An index gives the rows in order and none is passed over: columns are read at once.</summary>
    private static string PageByIndex(ChildPlan plan, ChildSqlShape shape)
    {
        var sql = new StringBuilder("select p.resident_id, p.key::text");
        for (var i = 0; i < plan.Columns.Length; i++)
            sql.Append(", p.c").Append(i);
        sql.Append("\nfrom (\nselect r.resident_id, ").Append(shape.Order.KeySql).Append(" as key");
        Columns(sql, plan, named: true);
        From(sql, plan);
        if (shape.OnlyCandidates)
            sql.Append(" and x.candidate");
        Narrow(sql, shape);
        Position(sql, shape);
        return Limited(sql, shape).ToString();
    }

    /// <summary>Which rows stand on the page is found first, from what the indexes hold: of the many that are passed over no column is read.</summary>
    private static string PageByKeys(ChildPlan plan, ChildSqlShape shape)
    {
        var sql = new StringBuilder("select r.resident_id, p.key::text");
        Columns(sql, plan);
        sql.Append("\nfrom (select p.* from (\nselect r.resident_id, ").Append(shape.Order.KeySql).Append(" as key");
        Rows(sql, plan, shape);
        Position(sql, shape);
        Limited(sql, shape).Append("\n) p\n")
            .Append("join vault.residents r on r.tenant_id = $1 and r.resident_id = p.resident_id\n").Append(plan.OfRun ? WithResults : plan.OfCases ? WithCases : WithShares).Append('\n');
        if (plan.LooksAtProtection)
            sql.Append(ListsAreFresh).Append('\n');
        return sql.Append("order by ").Append(Ordered("p.key", "p.resident_id", shape)).ToString();
    }

    private static void Position(StringBuilder sql, ChildSqlShape shape)
    {
        if (shape.After)
        {
            sql.Append(" and (").Append(shape.Order.KeySql).Append(", r.resident_id) ").Append(shape.Descending ? '<' : '>')
                .Append(" ($14::text::").Append(shape.Order.KeyType).Append(", $15::uuid)");
        }
    }

    private static StringBuilder Limited(StringBuilder sql, ChildSqlShape shape) => sql
        .Append("\norder by ").Append(Ordered(shape.Order.KeySql, "r.resident_id", shape)).Append(" limit ").Append(ChildQuery.LargestPage + 1)
        .Append(") p\norder by ").Append(Ordered("p.key", "p.resident_id", shape)).Append(" limit $13");

    private static string Ordered(string key, string identity, ChildSqlShape shape)
    {
        var direction = shape.Descending ? "desc" : "asc";
        return $"{key} {direction}, {identity} {direction}";
    }

    /// <summary>The plan's columns, each under its guard.</summary>
    /// <param name="sql">Where they are written.</param>
    /// <param name="plan">Whose they are.</param>
    /// <param name="named">Whether they get names, <c>c0</c> and so on, for a statement around.</param>
    public static void Columns(StringBuilder sql, ChildPlan plan, bool named = false)
    {
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            var planned = plan.Columns[i];
            var expression = plan.OfRun ? planned.Column!.Sql : planned.Column!.OwnSql ?? planned.Column.Sql;
            sql.Append(",\n  ").Append(Guard(expression, planned.Decision.Guard));
            if (named)
                sql.Append(" as c").Append(i);
        }
    }

    private static string Guard(string expression, RowGuard guard)
    {
        var conditions = Conditions(guard);
        return conditions.Count == 0 ? expression : $"case when {string.Join(" and ", conditions)} then {expression} end";
    }

    /// <summary>What has to hold of a row; nothing without a guard.</summary>
    private static List<string> Conditions(RowGuard guard)
    {
        var conditions = new List<string>();
        if (guard.HasFlag(RowGuard.Unprotected))
            conditions.Add("lists.fresh and not r.protected");
        if (guard.HasFlag(RowGuard.Shared))
            conditions.Add("s.run_id is not null");
        if (guard.HasFlag(RowGuard.SharedWithPoints))
            conditions.Add("s.points");
        if (guard.HasFlag(RowGuard.SharedWithMeasures))
            conditions.Add("s.measures");
        // These statements join no grant: what one opens is read by its own statement only, and stays closed here.
        if (guard.HasFlag(RowGuard.Granted))
            conditions.Add("false");
        return conditions;
    }

    /// <summary>The rows that exist for the caller, with everything that columns and guards look at.</summary>
    private static void From(StringBuilder sql, ChildPlan plan, string? joined = null, bool hidesProtected = false)
    {
        sql.Append('\n').Append(plan.OfRun ? OfRun : plan.OfCases ? OfCases : plan.OfEmergency ? OfEmergency : OfInstitution + "\n" + WithShares).Append('\n').Append(joined).Append('\n');
        if (plan.LooksAtProtection || hidesProtected)
            sql.Append(ListsAreFresh).Append('\n');
        Where(sql, plan, onlyCandidates: false);
        // Of a protected household nobody is shown, whatever the columns are.
        if (hidesProtected)
            sql.Append(" and lists.fresh and not r.protected");
    }

    /// <summary>The rows that exist for the caller and that were asked for, without what only columns look at.</summary>
    private static void Rows(StringBuilder sql, ChildPlan plan, ChildSqlShape shape)
    {
        sql.Append('\n').Append(plan.OfRun ? OfRun : plan.OfCases ? OfCases : plan.OfEmergency ? OfEmergency : OfInstitution).Append('\n');
        Where(sql, plan, shape.OnlyCandidates);
        Filter(sql, shape);
        Narrow(sql, shape);
    }

    private static void Narrow(StringBuilder sql, ChildSqlShape shape)
    {
        if (shape.Narrowing is { } narrowing)
            sql.Append("\n  and ").Append(narrowing);
    }

    private static void Where(StringBuilder sql, ChildPlan plan, bool onlyCandidates)
    {
        if (plan.OfEmergency)
        {
            sql.Append("where g.tenant_id = $1 and g.emergency_id = $2 and o.ended_at is null and $4::timestamptz < o.until").Append(NoConflict);
            return;
        }

        if (plan.OfCases)
        {
            // Who moved out stays with the worker until the case is closed: by the receipt of the hand-over or a recorded decision.
            sql.Append("where k.tenant_id = $1 and k.closed_at is null and ").Append(CasesOf(plan.ContextKind)).Append(NoConflict);
            return;
        }

        sql.Append(plan.OfRun ? "where x.tenant_id = $1 and x.run_id = $2" : "where r.tenant_id = $1 and r.school_code = ($2::text[])[1]");
        sql.Append(" and ").Append(LivesHere);
        if (plan.Rows == RowScope.RunCandidates || onlyCandidates)
            sql.Append(" and x.candidate");
    }

    /// <summary>Which open cases are the caller's, of a table of cases called so.</summary>
    /// <param name="kind">Kind of the context, or null without one.</param>
    /// <param name="cases">Name of the table in the statement.</param>
    public static string CasesOf(string? kind, string cases = "k") => kind switch
    {
        AccessKind.Case => $"{cases}.case_id = $2",
        AccessKind.Conference =>
            $"exists (select from read.conference_items i where i.tenant_id = {cases}.tenant_id and i.conference_id = $2 and i.case_id = {cases}.case_id)",
        _ => $"{cases}.worker = $2",
    };

    private static void Filter(StringBuilder sql, ChildSqlShape shape)
    {
        if (shape.ByGrade)
            sql.Append(" and r.grade = $6::text");
        if (shape.ByClass)
            sql.Append(" and r.class = $7::text");
        if (shape.BySchool)
            sql.Append(" and r.school_code = $8::text");
        if (shape.ByKana)
            sql.Append(" and r.kana collate \"C\" >= $9::text and r.kana collate \"C\" < $10::text");
        if (shape.ByBirth)
            sql.Append(" and r.birth_date between $11::date and $12::date");
    }
}
