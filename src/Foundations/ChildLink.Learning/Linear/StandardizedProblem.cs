namespace ChildLink.Learning.Linear;

/// <summary>
/// Labels, weights that sum to one, and columns seen as if they had weighted mean 0 and variance 1. The columns are not
/// changed: centring is carried in the sums, so zeros stay free of cost.
/// </summary>
internal sealed class StandardizedProblem
{
    private readonly int[] firstOf;

    private StandardizedProblem(DesignMatrix matrix, bool[] labels, double[] weights)
    {
        Matrix = matrix;
        Labels = labels;
        var total = weights.Sum();
        Weights = [.. weights.Select(w => w / total)];
        PositiveShare = labels.Zip(Weights, (positive, weight) => positive ? weight : 0).Sum();
        Means = new double[matrix.Columns];
        Scales = new double[matrix.Columns];
        for (var j = 0; j < matrix.Columns; j++)
            (Means[j], Scales[j]) = MeanAndScale(matrix.Column(j));
        firstOf = TwinColumns.FirstOf(matrix);
        Copies = new int[matrix.Columns];
        foreach (var first in firstOf)
            Copies[first]++;
        Free = [.. Enumerable.Range(0, matrix.Columns).Where(j => firstOf[j] == j && Scales[j] > 0)];
        Rows = new DesignRows(matrix, Free);
    }

    public DesignMatrix Matrix { get; }

    public bool[] Labels { get; }

    public double[] Weights { get; }

    /// <summary>Weighted share of positive labels, strictly between 0 and 1.</summary>
    public double PositiveShare { get; }

    public double[] Means { get; }

    /// <summary>Weighted standard deviations; 0 marks a constant column, which never gets a coefficient.</summary>
    public double[] Scales { get; }

    /// <summary>Columns with a coefficient of their own, ascending: neither constant nor the twin of an earlier one.</summary>
    public int[] Free { get; }

    /// <summary>For a free column, how many equal columns it stands for; its coefficient is the sum of theirs.</summary>
    public int[] Copies { get; }

    /// <summary>The free columns, row after row.</summary>
    public DesignRows Rows { get; }

    public double NullIntercept => Math.Log(PositiveShare / (1 - PositiveShare));

    public double NullLoss => -((PositiveShare * Math.Log(PositiveShare)) + ((1 - PositiveShare) * Math.Log(1 - PositiveShare)));

    public static StandardizedProblem Of(DesignMatrix matrix, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights)
    {
        if (labels.Count != matrix.Rows || (weights is not null && weights.Count != matrix.Rows))
            throw new ArgumentException("There is one label and one weight per row.", nameof(labels));
        if (weights is not null && weights.Any(w => !double.IsFinite(w) || w <= 0))
            throw new ArgumentException("Weights are positive and finite.", nameof(weights));
        if (labels.All(l => l) || !labels.Any(l => l))
            throw new ArgumentException("Both labels occur.", nameof(labels));
        return new StandardizedProblem(matrix, [.. labels], weights is null ? [.. labels.Select(_ => 1.0)] : [.. weights]);
    }

    /// <summary>Weighted mean of the negative log-likelihood at the given log-odds.</summary>
    public double Loss(double[] logOdds)
    {
        var sum = 0.0;
        for (var i = 0; i < logOdds.Length; i++)
            sum += Weights[i] * Logistic.Loss(logOdds[i], Labels[i]);
        return sum;
    }

    /// <summary>Log-odds per row of an intercept and coefficients of free columns, both on the standardised scale.</summary>
    public double[] LogOdds(double intercept, double[] coefficients)
    {
        var (start, raw) = Unscale(intercept, coefficients);
        return Matrix.Predict(start, raw);
    }

    /// <summary>Intercept and coefficients on the scale of the columns as given, twins sharing evenly.</summary>
    public (double Intercept, double[] Coefficients) Spread(double intercept, double[] coefficients)
    {
        var (start, raw) = Unscale(intercept, coefficients);
        return (start, [.. firstOf.Select(first => raw[first] / Copies[first])]);
    }

    private (double Intercept, double[] Coefficients) Unscale(double intercept, double[] coefficients)
    {
        var raw = new double[coefficients.Length];
        foreach (var j in Free)
        {
            if (coefficients[j] == 0)
                continue;
            raw[j] = coefficients[j] / Scales[j];
            intercept -= raw[j] * Means[j];
        }

        return (intercept, raw);
    }

    private (double Mean, double Scale) MeanAndScale(DesignColumn column)
    {
        if (column.IsConstant(Matrix.Rows))
            return (0, 0);
        var mean = column.Dot(Weights);
        var (squares, weight) = (0.0, 0.0);
        for (var k = 0; k < column.Rows.Length; k++)
        {
            var w = Weights[column.Rows[k]];
            squares += w * (column.Values[k] - mean) * (column.Values[k] - mean);
            weight += w;
        }

        return (mean, Math.Sqrt(squares + (Math.Max(0, 1 - weight) * mean * mean)));
    }
}
