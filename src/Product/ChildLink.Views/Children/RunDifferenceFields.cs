using ChildLink.Privacy.Guarding;

namespace ChildLink.Views.Children;

/// <summary>
/// What a difference of two runs tells beside a child's own fields. <c>x</c> is the result of the run of the context, <c>y</c>
/// that of the run before, <c>d</c> the change.
/// </summary>
internal static class RunDifferenceFields
{
    public static readonly ViewField Change = new("change", FieldId.Of("result.run"), new(ValueKind.Text, "d.change"));

    /// <summary>
    /// <c>new-in-population</c>, <c>left-population</c> (moved in; grew out of the ages that are screened), <c>model-changed</c>
    /// (another model judged: the points cannot be compared), <c>points-rose</c>, <c>points-fell</c>, or <c>order-changed</c>: the
    /// child's own points are no reason, others came before or fell behind.
    /// </summary>
    public static readonly ViewField Cause = new("cause", FieldId.Of("result.matched"), new(ValueKind.Text, """
        case when d.change = 'entered' and y.resident_id is null then 'new-in-population'
             when d.change = 'left' and x.resident_id is null then 'left-population'
             when g.model_changed then 'model-changed'
             when d.change = 'entered' and x.points_tenths > y.points_tenths then 'points-rose'
             when d.change = 'left' and x.points_tenths < y.points_tenths then 'points-fell'
             else 'order-changed' end
        """));

    public static readonly ViewField Rank = new("rank", FieldId.Of("result.rank"), new(ValueKind.Integer, Now("x.rank")));

    public static readonly ViewField Points = new(
        "points", FieldId.Of("result.points"), new(ValueKind.Tenths, Now("x.points_tenths")), new(ValueKind.Integer, Now("(x.points_tenths + 5) / 10")));

    /// <summary>Not told under a pseudonym: a rank of the run before would join the pseudonyms of two runs.</summary>
    public static readonly ViewField RankBefore = new("rankBefore", FieldId.Of("result.rank-before"), new(ValueKind.Integer, "y.rank"));

    public static readonly ViewField PointsBefore = new(
        "pointsBefore", FieldId.Of("result.points-before"), new(ValueKind.Tenths, "y.points_tenths"), new(ValueKind.Integer, "(y.points_tenths + 5) / 10"));

    /// <summary>Items whose cells differ, in order of item; null without a result in both runs. The age of a child is told as its own field only.</summary>
    public static readonly ViewField ChangedItems = new("changedItems", FieldId.Of("result.factors"), new(ValueKind.Json, Now(Changes)),
        new(ValueKind.Json, Now(ClosedItems.InChanges(Changes, "g.quasi"))))
    { WithoutItems = ClosedItems.InChanges };

    // Who sees the run coarsened gets no quasi-identifier here: what two runs withhold was decided for each by itself.
    private const string Changes = """
        case when x.resident_id is not null and y.resident_id is not null then
          (select coalesce(jsonb_agg(jsonb_build_object('item', key, 'before', b.value, 'now', a.value) order by key), '[]'::jsonb)
           from jsonb_each_text(x.cells::jsonb) a full join jsonb_each_text(y.cells::jsonb) b using (key)
           where a.value is distinct from b.value and key <> 'F01')::text end
        """;

    /// <summary>The result of today of a child who is no candidate any more is for those only who see more than candidates.</summary>
    private static string Now(string expression) => $"case when x.candidate or g.population then {expression} end";
}
