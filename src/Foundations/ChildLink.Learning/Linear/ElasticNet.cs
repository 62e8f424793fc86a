namespace ChildLink.Learning.Linear;

/// <summary>
/// Logistic regression with the elastic-net penalty: minimises the weighted mean of the negative log-likelihood plus
/// lambda (alpha |b|₁ + (1 - alpha) |b|²/2), b being the coefficients of columns scaled to weighted variance 1; the
/// intercept is free. Friedman, Hastie and Tibshirani 2010, J. Stat. Softw. 33(1); Zou and Hastie 2005, JRSS B 67(2).
/// </summary>
public static class ElasticNet
{
    // glmnet stops its path here: beyond, coefficients only grow without saying more (section 2.6 and glmnet.control).
    private const double EnoughExplained = 0.999;
    private const double LeastGain = 1e-5;

    /// <summary>The fit at one penalty.</summary>
    /// <param name="matrix">One row per label.</param>
    /// <param name="labels">Both labels occur.</param>
    /// <param name="weights">Positive and finite, one per row; null weighs every row alike. Only ratios matter.</param>
    /// <param name="lambda">The penalty, more than 0.</param>
    /// <param name="options">Mixing and tolerance.</param>
    /// <exception cref="ArgumentException">Lengths differ, one label only, or a number is out of range.</exception>
    public static ElasticNetFit Fit(
        DesignMatrix matrix, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights, double lambda, ElasticNetOptions options)
    {
        options.Check();
        CheckLambda(lambda);
        var problem = StandardizedProblem.Of(matrix, labels, weights);
        return new ElasticNetSolver(problem).Fit(new Penalty(lambda, options.Alpha), options.Tolerance);
    }

    /// <summary>
    /// Fits from the penalty that leaves every coefficient at zero downwards, evenly on the log scale. The path ends early
    /// when the deviance is explained or hardly falls. Empty when no column varies with the label.
    /// </summary>
    /// <exception cref="ArgumentException">As for <see cref="Fit"/>.</exception>
    public static IReadOnlyList<ElasticNetFit> Path(
        DesignMatrix matrix, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights, ElasticNetOptions options)
    {
        options.Check();
        var problem = StandardizedProblem.Of(matrix, labels, weights);
        var largest = ElasticNetSolver.LargestLambda(problem, options.Alpha);
        return largest > 1e-12 ? Walk(problem, LambdasFrom(largest, options), options, IsEnough) : [];
    }

    /// <summary>Fits at the given penalties, from the largest to the smallest.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Fit"/>.</exception>
    public static IReadOnlyList<ElasticNetFit> Along(
        DesignMatrix matrix, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights, IReadOnlyList<double> lambdas, ElasticNetOptions options)
    {
        options.Check();
        foreach (var lambda in lambdas)
            CheckLambda(lambda);
        return Walk(StandardizedProblem.Of(matrix, labels, weights), lambdas, options, _ => false);
    }

    private static void CheckLambda(double lambda)
    {
        if (lambda is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(lambda), "A penalty is more than 0 and finite.");
    }

    private static List<ElasticNetFit> Walk(
        StandardizedProblem problem, IEnumerable<double> lambdas, ElasticNetOptions options, Predicate<List<ElasticNetFit>> isEnough)
    {
        var (solver, fits) = (new ElasticNetSolver(problem), new List<ElasticNetFit>());
        foreach (var lambda in lambdas)
        {
            fits.Add(solver.Fit(new Penalty(lambda, options.Alpha), options.Tolerance));
            if (isEnough(fits))
                break;
        }

        return fits;
    }

    private static bool IsEnough(List<ElasticNetFit> fits)
    {
        var explained = fits[^1].DevianceExplained;
        return explained > EnoughExplained || (fits.Count > 5 && explained > 0 && explained - fits[^2].DevianceExplained < LeastGain * explained);
    }

    private static IEnumerable<double> LambdasFrom(double largest, ElasticNetOptions options) =>
        Enumerable.Range(0, options.Steps).Select(k => largest * Math.Pow(options.SmallestShare, k / (options.Steps - 1.0)));
}
