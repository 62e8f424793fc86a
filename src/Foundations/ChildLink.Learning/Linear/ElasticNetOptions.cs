namespace ChildLink.Learning.Linear;

/// <summary>How strongly and in which way coefficients are held back.</summary>
public sealed record ElasticNetOptions
{
    /// <summary>Share of the absolute penalty: 1 is the lasso, 0 is ridge. Default 0.5: items that go together enter together.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>Number of penalties on the path, 2 or more. Default 50.</summary>
    public int Steps { get; init; } = 50;

    /// <summary>Smallest penalty as a share of the largest, in (0, 1). Default 0.001. (glmnet: 100 steps to 0.0001.)</summary>
    public double SmallestShare { get; init; } = 1e-3;

    /// <summary>A fit is done when no optimality condition is broken by more than this. Default 1e-8.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Refuses values outside their range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal void Check()
    {
        ThrowUnless(Alpha is >= 0 and <= 1, nameof(Alpha));
        ThrowUnless(Steps >= 2, nameof(Steps));
        ThrowUnless(SmallestShare is > 0 and < 1, nameof(SmallestShare));
        ThrowUnless(Tolerance is > 0 and <= 1e-4, nameof(Tolerance));
    }

    private static void ThrowUnless(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, "The value is out of its range.");
    }
}
