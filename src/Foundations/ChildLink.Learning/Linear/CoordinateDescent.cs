namespace ChildLink.Learning.Linear;

/// <summary>
/// Cyclical coordinate descent on a quadratic with the elastic-net penalty, with 'covariance updates': slopes are kept up to
/// date from products of columns, so a sweep costs nothing per row (Friedman, Hastie and Tibshirani 2010, section 2.2).
/// </summary>
internal sealed class CoordinateDescent(int size, double tolerance)
{
    private const int MostSweeps = 5000;

    // Rounding may leave no curvature at all in a column that hardly differs from its mean.
    private const double LeastCurvature = 1e-12;

    private readonly double[] values = new double[size];
    private readonly double[] slopes = new double[size];
    private readonly int[] copies = new int[size];
    private readonly double[] products = new double[size * size];

    /// <summary>Sets where a coefficient starts, the slope there, and the number of equal columns it stands for.</summary>
    public void Start(int place, double value, double slope, int standsFor) =>
        (values[place], slopes[place], copies[place]) = (value, slope, standsFor);

    /// <summary>Sets the product of two columns, or the curvature of one.</summary>
    public void Bind(int one, int other, double product) =>
        products[(one * size) + other] = products[(other * size) + one] = one == other ? Math.Max(product, LeastCurvature) : product;

    /// <summary>The coefficients at the optimum.</summary>
    public double[] Run(Penalty penalty)
    {
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            for (var a = 0; a < size; a++)
                largest = Math.Max(largest, Improve(a, penalty));
            if (largest <= tolerance)
                break;
        }

        return values;
    }

    private double Improve(int a, Penalty penalty)
    {
        var line = products.AsSpan(a * size, size);
        var change = penalty.Shrink(slopes[a] + (line[a] * values[a]), line[a], copies[a]) - values[a];
        if (change == 0)
            return 0;
        values[a] += change;
        for (var b = 0; b < line.Length; b++)
            slopes[b] -= change * line[b];
        return line[a] * Math.Abs(change);
    }
}
