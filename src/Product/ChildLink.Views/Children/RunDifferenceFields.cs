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
    /// <c>new-in-population</c>, <c>left-population</c> (moved in; grew out of the ages that are screened), <c>points-rose</c>,
    /// <c>points-fell</c>, or <c>order-changed</c>: the child's own points are no reason, others came before or fell behind.
    /// </summary>
    public static readonly ViewField Cause = new("cause", FieldId.Of("result.matched"), new(ValueKind.Text, """
        case when d.change = 'entered' then
               case when y.resident_id is null then 'new-in-population' when x.points_tenths > y.points_tenths then 'points-rose' else 'order-changed' end
             when x.resident_id is null then 'left-population' when x.points_tenths < y.points_tenths then 'points-fell' else 'order-changed' end
        """));

    public static readonly ViewField RankBefore = new("rankBefore", FieldId.Of("result.rank"), new(ValueKind.Integer, "y.rank"));

    public static readonly ViewField PointsBefore = new(
        "pointsBefore", FieldId.Of("result.points"), new(ValueKind.Tenths, "y.points_tenths"), new(ValueKind.Integer, "(y.points_tenths + 5) / 10"));

    /// <summary>Items whose cells differ, in order of item; null without a result in both runs. The age of a child is told as its own field only.</summary>
    public static readonly ViewField ChangedItems = new("changedItems", FieldId.Of("result.factors"), new(ValueKind.Json, """
        case when x.resident_id is not null and y.resident_id is not null then
          (select coalesce(jsonb_agg(jsonb_build_object('item', key, 'before', b.value, 'now', a.value) order by key), '[]'::jsonb)
           from jsonb_each_text(x.cells::jsonb) a full join jsonb_each_text(y.cells::jsonb) b using (key)
           where a.value is distinct from b.value and key <> 'F01')::text end
        """));
}
