namespace ChildLink.Learning.Linear;

/// <summary>
/// The penalised weighted least-squares problem that stands for the log-likelihood near one point, solved by cyclical
/// coordinate descent (Friedman, Hastie and Tibshirani 2010, J. Stat. Softw. 33(1), section 3).
/// </summary>
/// <remarks>
/// The residual of row i is <c>residuals[i] - curvatures[i] * shift</c>: the part of an update that centring spreads over
/// every row is one number, so an update costs the entries of its column that are not zero.
/// </remarks>
internal sealed class QuadraticStep
{
    // Below this share of a row's weight the curvature of a fitted row would let steps run away (glmnet's bound, section 3).
    private const double LeastCurvature = 1e-5;
    private const int MostSweeps = 2000;

    private readonly StandardizedProblem problem;
    private readonly double[] residuals;
    private readonly double[] curvatures;
    private readonly double[] weightedSums;
    private readonly double[] columnCurvatures;
    private readonly double curvatureSum;
    private double residualSum;
    private double shift;

    /// <summary>Expands the log-likelihood at the given log-odds.</summary>
    public QuadraticStep(StandardizedProblem problem, double[] logOdds)
    {
        this.problem = problem;
        residuals = new double[logOdds.Length];
        curvatures = new double[logOdds.Length];
        weightedSums = new double[problem.Matrix.Columns];
        columnCurvatures = new double[problem.Matrix.Columns];
        for (var i = 0; i < logOdds.Length; i++)
        {
            var (probability, weight) = (Logistic.Probability(logOdds[i]), problem.Weights[i]);
            residuals[i] = weight * (problem.Labels[i] ? Logistic.Probability(-logOdds[i]) : -probability);
            curvatures[i] = weight * Math.Max(probability * (1 - probability), LeastCurvature);
            residualSum += residuals[i];
            curvatureSum += curvatures[i];
        }
    }

    /// <summary>Slope of the log-likelihood in the intercept.</summary>
    public double InterceptGradient => residualSum - (curvatureSum * shift);

    /// <summary>Slope of the log-likelihood in one standardised coefficient.</summary>
    public double Gradient(int j)
    {
        var sum = problem.Matrix.Column(j).Dot(residuals);
        return (sum - (shift * weightedSums[j]) - (problem.Means[j] * InterceptGradient)) / problem.Scales[j];
    }

    /// <summary>Moves the intercept and the active coefficients to the optimum of the quadratic problem.</summary>
    public double Descend(double intercept, double[] coefficients, IReadOnlyList<int> active, Penalty penalty, double tolerance)
    {
        foreach (var j in active)
            (weightedSums[j], columnCurvatures[j]) = CurvatureOf(j);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = 0.0;
            foreach (var j in active)
            {
                var before = coefficients[j];
                coefficients[j] = penalty.Shrink(Gradient(j) + (columnCurvatures[j] * before), columnCurvatures[j]);
                if (coefficients[j] == before)
                    continue;
                Move(j, coefficients[j] - before);
                largest = Math.Max(largest, columnCurvatures[j] * Math.Abs(coefficients[j] - before));
            }

            var slope = InterceptGradient;
            intercept += slope / curvatureSum;
            shift += slope / curvatureSum;
            if (Math.Max(largest, Math.Abs(slope)) <= tolerance)
                break;
        }

        return intercept;
    }

    private void Move(int j, double change)
    {
        var perUnit = change / problem.Scales[j];
        var column = problem.Matrix.Column(j);
        for (var k = 0; k < column.Rows.Length; k++)
            residuals[column.Rows[k]] -= curvatures[column.Rows[k]] * perUnit * column.Values[k];
        residualSum -= perUnit * weightedSums[j];
        shift -= perUnit * problem.Means[j];
    }

    private (double WeightedSum, double Curvature) CurvatureOf(int j)
    {
        var (column, mean) = (problem.Matrix.Column(j), problem.Means[j]);
        var (sum, squares, covered) = (0.0, 0.0, 0.0);
        for (var k = 0; k < column.Rows.Length; k++)
        {
            var curvature = curvatures[column.Rows[k]];
            sum += curvature * column.Values[k];
            squares += curvature * (column.Values[k] - mean) * (column.Values[k] - mean);
            covered += curvature;
        }

        squares += Math.Max(0, curvatureSum - covered) * mean * mean;
        return (sum, squares / (problem.Scales[j] * problem.Scales[j]));
    }
}
