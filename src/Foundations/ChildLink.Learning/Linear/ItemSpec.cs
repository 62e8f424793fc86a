namespace ChildLink.Learning.Linear;

/// <summary>How one column of cells enters a linear model.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Range">Values outside are taken as its nearer end; null sets no limit. What training never saw is always taken as the nearest it saw.</param>
/// <param name="Bands">Ranges of the value with a weight of their own (school age 13 to 15), beside the straight line.</param>
public sealed record ItemSpec(string Column, ValueRange? Range = null, IReadOnlyList<ValueRange>? Bands = null);

/// <summary>Whole numbers from <paramref name="Low"/> to <paramref name="High"/>, both included.</summary>
public sealed record ValueRange(int Low, int High)
{
    /// <summary>Whether a number lies in the range.</summary>
    public bool Contains(int value) => value >= Low && value <= High;
}
