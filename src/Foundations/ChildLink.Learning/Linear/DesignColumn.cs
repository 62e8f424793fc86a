namespace ChildLink.Learning.Linear;

/// <summary>The numbers of one column that are not zero, and the rows they stand in.</summary>
internal sealed record DesignColumn(int[] Rows, double[] Values)
{
    public static DesignColumn Of(double[] full)
    {
        var rows = Enumerable.Range(0, full.Length).Where(i => full[i] != 0).ToArray();
        return new DesignColumn(rows, [.. rows.Select(i => full[i])]);
    }

    /// <summary>Whether all <paramref name="length"/> numbers are equal.</summary>
    public bool IsConstant(int length) =>
        Rows.Length == 0 || (Rows.Length == length && Array.TrueForAll(Values, v => v == Values[0]));

    /// <summary>Sum over rows of weight times number.</summary>
    public double Dot(double[] weights)
    {
        var sum = 0.0;
        for (var k = 0; k < Rows.Length; k++)
            sum += weights[Rows[k]] * Values[k];
        return sum;
    }

    public void AddTo(double[] sums, double factor)
    {
        if (factor == 0)
            return;
        for (var k = 0; k < Rows.Length; k++)
            sums[Rows[k]] += factor * Values[k];
    }

    public DesignColumn Select(int[] place)
    {
        var kept = Enumerable.Range(0, Rows.Length).Where(k => place[Rows[k]] >= 0).ToArray();
        return new DesignColumn([.. kept.Select(k => place[Rows[k]])], [.. kept.Select(k => Values[k])]);
    }
}
