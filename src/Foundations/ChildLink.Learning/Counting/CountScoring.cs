namespace ChildLink.Learning.Counting;

/// <summary>Applies a count plan to a matrix.</summary>
public static class CountScoring
{
    /// <summary>Scores, ranks and selects.</summary>
    /// <param name="plan">The plan; its columns exist in the matrix.</param>
    /// <param name="matrix">Every cell of the plan's columns is assigned.</param>
    /// <param name="ties">One number per row; lower ranks first among rows of equal points and equal other matches.</param>
    /// <returns>One result per row, in order of the rows.</returns>
    /// <exception cref="ArgumentException">A column is missing, or there are more or fewer ties than rows.</exception>
    /// <exception cref="InvalidOperationException">A cell was never assigned.</exception>
    public static IReadOnlyList<CountResult> Score(CountPlan plan, CellMatrix matrix, IReadOnlyList<UInt128> ties)
    {
        if (ties.Count != matrix.Rows)
            throw new ArgumentException("There is one tie number per row.", nameof(ties));
        var columns = ColumnsOf(plan, matrix);
        var counts = new Count[matrix.Rows];
        for (var row = 0; row < counts.Length; row++)
            counts[row] = CountRow(plan, matrix, columns, row);

        var order = Enumerable.Range(0, counts.Length)
            .OrderByDescending(row => counts[row].Tenths)
            .ThenByDescending(row => counts[row].Other)
            .ThenBy(row => ties[row])
            .ToArray();
        var selected = Select(plan.Selection, counts, order);
        var results = new CountResult[counts.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var (row, count) = (order[i], counts[order[i]]);
            results[row] = new CountResult(i + 1, count.Tenths, count.Basic, count.Other, selected.GetValueOrDefault(row), count.Met);
        }

        return results;
    }

    private static int[] ColumnsOf(CountPlan plan, CellMatrix matrix)
    {
        var columns = plan.Conditions.Select(c => matrix.ColumnOf(c.Column)).ToArray();
        var missing = Array.IndexOf(columns, -1);
        return missing < 0
            ? columns
            : throw new ArgumentException($"The matrix has no column '{plan.Conditions[missing].Column}'.", nameof(matrix));
    }

    private static Count CountRow(CountPlan plan, CellMatrix matrix, int[] columns, int row)
    {
        var met = new bool[columns.Length];
        var (tenths, basic, other) = (0, 0, 0);
        for (var i = 0; i < columns.Length; i++)
        {
            var condition = plan.Conditions[i];
            if (!matrix[row, columns[i]].Reaches(condition.AtLeast))
                continue;
            met[i] = true;
            tenths += condition.Tenths;
            if (condition.CountAs == CountAs.Basic)
                basic++;
            else
                other++;
        }

        return new Count(tenths, basic, other, met);
    }

    private static Dictionary<int, string> Select(CountSelection selection, Count[] counts, int[] order)
    {
        var selected = new Dictionary<int, string>();
        switch (selection)
        {
            case CountSelection.AtLeastBasic least:
                foreach (var row in order.Where(row => counts[row].Basic >= Math.Max(1, least.Basic)))
                    selected[row] = $"basic>={least.Basic}";
                break;
            case CountSelection.Top top:
                // A row that matches nothing is never selected, however few rows there are.
                foreach (var row in order.Where(row => counts[row].Basic > 0).Take(top.ByRank))
                    selected[row] = $"top-{top.ByRank}";
                var rest = order.Where(row => counts[row].Other > 0 && !selected.ContainsKey(row)).OrderByDescending(row => counts[row].Other);
                foreach (var row in rest.Take(top.ThenByOther).ToList())
                    selected[row] = $"plus-{top.ThenByOther}";
                break;
            default:
                throw new InvalidOperationException("Unknown selection.");
        }

        return selected;
    }

    private readonly record struct Count(int Tenths, int Basic, int Other, bool[] Met);
}
