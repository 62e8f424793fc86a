namespace ChildLink.Learning.Linear;

/// <summary>
/// The weighted least-squares problem that stands for the log-likelihood near one point (Friedman, Hastie and Tibshirani
/// 2010, J. Stat. Softw. 33(1), section 3): slopes and curvatures per row.
/// </summary>
internal sealed class QuadraticStep
{
    // Below this share of a row's weight the curvature of a fitted row would let steps run away (glmnet's bound, section 3).
    private const double LeastCurvature = 1e-5;

    private readonly StandardizedProblem problem;
    private readonly double[] residuals;
    private readonly double[] curvatures;

    /// <summary>Expands the log-likelihood at the given log-odds.</summary>
    public QuadraticStep(StandardizedProblem problem, double[] logOdds)
    {
        this.problem = problem;
        residuals = new double[logOdds.Length];
        curvatures = new double[logOdds.Length];
        for (var i = 0; i < logOdds.Length; i++)
        {
            var (probability, weight) = (Logistic.Probability(logOdds[i]), problem.Weights[i]);
            residuals[i] = weight * (problem.Labels[i] ? Logistic.Probability(-logOdds[i]) : -probability);
            curvatures[i] = weight * Math.Max(probability * (1 - probability), LeastCurvature);
            InterceptGradient += residuals[i];
        }
    }

    /// <summary>Slope of the log-likelihood in the intercept.</summary>
    public double InterceptGradient { get; }

    /// <summary>Slope of the log-likelihood in one standardised coefficient.</summary>
    public double Gradient(int j) =>
        (problem.Matrix.Column(j).Dot(residuals) - (problem.Means[j] * InterceptGradient)) / problem.Scales[j];

    /// <summary>Moves the intercept and the active coefficients to the optimum of the quadratic problem.</summary>
    /// <param name="active">Columns, ascending.</param>
    /// <returns>The new intercept.</returns>
    public double Descend(double intercept, double[] coefficients, IReadOnlyList<int> active, Penalty penalty, double tolerance)
    {
        var placeOf = new int[problem.Matrix.Columns];
        Array.Fill(placeOf, -1);
        for (var a = 0; a < active.Count; a++)
            placeOf[active[a]] = a;
        var (products, sums) = (new double[active.Count * active.Count], new double[active.Count]);
        problem.Rows.AddProducts(curvatures, placeOf, products, sums);

        var total = curvatures.Sum();
        var descent = new CoordinateDescent(active.Count, tolerance);
        for (var a = 0; a < active.Count; a++)
        {
            // The intercept follows every move at once, so each column counts only as far as it differs from its weighted mean.
            var (j, tilt) = (active[a], (sums[a] / total) - problem.Means[active[a]]);
            descent.Start(a, coefficients[j], Gradient(j) - (tilt / problem.Scales[j] * InterceptGradient), problem.Copies[j]);
            for (var b = 0; b <= a; b++)
                descent.Bind(a, b, (products[(a * active.Count) + b] - (sums[a] * sums[b] / total)) / (problem.Scales[j] * problem.Scales[active[b]]));
        }

        var found = descent.Run(penalty);
        intercept += InterceptGradient / total;
        for (var a = 0; a < active.Count; a++)
        {
            var j = active[a];
            intercept -= (found[a] - coefficients[j]) * ((sums[a] / total) - problem.Means[j]) / problem.Scales[j];
            coefficients[j] = found[a];
        }

        return intercept;
    }
}
