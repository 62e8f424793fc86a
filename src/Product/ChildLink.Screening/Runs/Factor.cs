using ChildLink.Learning;
using ChildLink.Learning.Counting;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Runs;

/// <summary>One item of a result: what is known, whether it counted and what it added.</summary>
internal sealed record Factor(PlanItem Item, Cell Cell, bool Met)
{
    /// <summary>What it adds to the points, in tenths; the factors of a result sum to its points.</summary>
    public int Tenths => Met ? Item.Condition!.Tenths : 0;

    /// <summary>All items of the plan: met ones first, each group in order of the plan.</summary>
    public static IReadOnlyList<Factor> Of(CountingPlan plan, CellMatrix cells, int row, CountResult count)
    {
        var factors = new List<Factor>(plan.Items.Count);
        var condition = 0;
        for (var column = 0; column < plan.Items.Count; column++)
        {
            var item = plan.Items[column];
            factors.Add(new Factor(item, cells[row, column], item.Condition is not null && count.Met[condition++]));
        }

        return [.. factors.Where(f => f.Met), .. factors.Where(f => !f.Met)];
    }
}
