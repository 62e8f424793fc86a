using System.Text;
using ChildLink.Privacy.Policy;
using ChildLink.Views.Narrowing;

namespace ChildLink.Views.Children;

/// <content>Lists that are joined to children: those of a card, and those of everybody.</content>
internal static partial class ChildSql
{
    /// <summary>A list around children ($6): identity of whom a row is about and of the child, then the plan's columns; of each child as many as are kept.</summary>
    public static string Around(ChildPlan plan, CardPart part)
    {
        var sql = new StringBuilder("select p.* from unnest($6::uuid[]) asked(child)\ncross join lateral (\nselect ").Append(part.Subject).Append(", r.resident_id");
        Columns(sql, plan);
        sql.Append(",\n  row_number() over (order by ").Append(part.Order).Append(") as place");
        From(sql, plan, part.Joined + part.On?.Invoke(plan), part.HidesProtected);
        sql.Append(" and r.resident_id = asked.child");
        if (part.Where is { } where)
            sql.Append(" and ").Append(where);
        return sql.Append("\norder by ").Append(part.Kept ?? part.Order).Append(" limit ").Append(CardPart.MostRows)
            .Append(") p\norder by asked.child, p.place").ToString();
    }

    /// <summary>A list of everybody who exists for the caller and stands in it; $6 is its own.</summary>
    public static string Whole(ChildPlan plan, CardPart part)
    {
        var sql = new StringBuilder("select r.resident_id, r.resident_id");
        Columns(sql, plan);
        WholeRows(sql, plan, part);
        return sql.ToString();
    }

    /// <summary>Whom the rows of such a list are about, each once.</summary>
    public static string WholeChildren(ChildPlan plan, CardPart part)
    {
        var sql = new StringBuilder("select distinct w.resident_id from (\nselect r.resident_id");
        WholeRows(sql, plan, part);
        return sql.Append(") w").ToString();
    }

    private static void WholeRows(StringBuilder sql, ChildPlan plan, CardPart part)
    {
        // A row that tells something by being there is under the guard of what it tells, whichever columns were asked for.
        var guard = part.Tells is { } told ? plan.Judge(told).Decision.Guard : RowGuard.None;
        From(sql, plan, part.Joined, part.HidesProtected || guard.HasFlag(RowGuard.Unprotected));
        foreach (var condition in Conditions(guard))
            sql.Append(" and ").Append(condition);
        if (part.Where is { } where)
            sql.Append(" and ").Append(where);
        sql.Append("\norder by ").Append(part.Order).Append(" limit ").Append(CardPart.MostOfList);
    }
}
