using ChildLink.Learning;
using ChildLink.Screening.Plans;

namespace ChildLink.Screening.Features;

/// <summary>A child of the run beside its row of cells.</summary>
/// <param name="Id">The resident.</param>
/// <param name="SchoolAge">0 to 18.</param>
/// <param name="HouseholdSize">Members who live in the city on the day, the child included.</param>
public sealed record FeatureRow(Guid Id, int SchoolAge, int HouseholdSize);

/// <summary>The cells of every child as of a day.</summary>
/// <param name="Rows">Children in order of identity; row i of the matrix is child i.</param>
/// <param name="Cells">One column per item of the plan.</param>
public sealed record FeatureTable(IReadOnlyList<FeatureRow> Rows, CellMatrix Cells)
{
    /// <summary>Makes the cells of the plan's items. No record dated after the day counts.</summary>
    /// <param name="sources">Opened records.</param>
    /// <param name="items">Items of the plan; each is one the product knows.</param>
    /// <param name="asOf">The day.</param>
    /// <returns>No rows when no child lives in the city on the day.</returns>
    public static FeatureTable Of(SourceRecords sources, IReadOnlyList<PlanItem> items, DateOnly asOf)
    {
        var town = Town.On(asOf, sources);
        var rules = new ItemRules(town, sources);
        var cells = new CellMatrix(town.Children.Count, [.. items.Select(i => i.Code)]);
        for (var column = 0; column < items.Count; column++)
        {
            var (item, rule) = (items[column], ItemRule.ByCode[items[column].Code]);
            var readable = !rule.Needs.Any(sources.Unreadable.Contains);
            for (var row = 0; row < town.Children.Count; row++)
                cells[row, column] = readable ? CellOf(item, rule, rules, town.Children[row]) : Cell.Unknown;
        }

        return new FeatureTable([.. town.Children.Select(c => new FeatureRow(c.Person.Id, c.SchoolAge, c.Household.Members.Count))], cells);
    }

    /// <summary>The table of the children for whom a condition holds.</summary>
    public FeatureTable Where(Func<FeatureRow, bool> holds)
    {
        var kept = Enumerable.Range(0, Rows.Count).Where(row => holds(Rows[row])).ToArray();
        if (kept.Length == Rows.Count)
            return this;
        var cells = new CellMatrix(kept.Length, Cells.Columns);
        for (var row = 0; row < kept.Length; row++)
        {
            for (var column = 0; column < Cells.Columns.Count; column++)
                cells[row, column] = Cells[kept[row], column];
        }

        return new FeatureTable([.. kept.Select(row => Rows[row])], cells);
    }

    private static Cell CellOf(PlanItem item, ItemRule rule, ItemRules rules, Child child) =>
        child.Birth < item.BornFrom ? Cell.NotApplicable : rule.Of(rules, child);
}
