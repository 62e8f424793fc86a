namespace ChildLink.Learning.Linear;

/// <summary>The numbers of a design that are not zero, row after row, of some of its columns.</summary>
internal sealed class DesignRows
{
    private readonly int[] starts;
    private readonly int[] columns;
    private readonly double[] values;

    public DesignRows(DesignMatrix matrix, IReadOnlyList<int> of)
    {
        starts = new int[matrix.Rows + 1];
        foreach (var row in of.SelectMany(j => matrix.Column(j).Rows))
            starts[row + 1]++;
        for (var row = 0; row < matrix.Rows; row++)
            starts[row + 1] += starts[row];
        columns = new int[starts[^1]];
        values = new double[starts[^1]];
        var next = starts.AsSpan(..^1).ToArray();
        foreach (var j in of)
        {
            var column = matrix.Column(j);
            for (var k = 0; k < column.Rows.Length; k++)
            {
                var place = next[column.Rows[k]]++;
                (columns[place], values[place]) = (j, column.Values[k]);
            }
        }
    }

    /// <summary>
    /// Adds up, over rows, weight times the product of two columns, and weight times each column.
    /// </summary>
    /// <param name="weights">One per row.</param>
    /// <param name="placeOf">For each column its place in the result, or -1 to leave it out; places rise with the columns.</param>
    /// <param name="products">Square, row by row; its lower triangle is filled.</param>
    /// <param name="sums">One per place.</param>
    public void AddProducts(double[] weights, int[] placeOf, double[] products, double[] sums)
    {
        Span<int> places = new int[placeOf.Length];
        Span<double> numbers = new double[placeOf.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            var count = 0;
            for (var k = starts[row]; k < starts[row + 1]; k++)
            {
                if (placeOf[columns[k]] < 0)
                    continue;
                (places[count], numbers[count]) = (placeOf[columns[k]], values[k]);
                count++;
            }

            for (var a = 0; a < count; a++)
            {
                var weighted = weights[row] * numbers[a];
                sums[places[a]] += weighted;
                var line = products.AsSpan(places[a] * sums.Length, places[a] + 1);
                for (var b = 0; b <= a; b++)
                    line[places[b]] += weighted * numbers[b];
            }
        }
    }
}
