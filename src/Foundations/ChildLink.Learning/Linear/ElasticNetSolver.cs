namespace ChildLink.Learning.Linear;

/// <summary>Walks from penalty to penalty; each fit starts where the last one ended.</summary>
internal sealed class ElasticNetSolver
{
    private const int MostSteps = 200;
    private const int MostHalvings = 40;

    private readonly StandardizedProblem problem;
    private readonly double nullLoss;
    private double[] coefficients;
    private double intercept;

    public ElasticNetSolver(StandardizedProblem problem)
    {
        this.problem = problem;
        nullLoss = problem.NullLoss;
        coefficients = new double[problem.Matrix.Columns];
        intercept = problem.NullIntercept;
    }

    /// <summary>The smallest penalty that leaves every coefficient at zero; 0 when nothing varies with the label.</summary>
    public static double LargestLambda(StandardizedProblem problem, double alpha)
    {
        var step = new QuadraticStep(problem, problem.LogOdds(problem.NullIntercept, new double[problem.Matrix.Columns]));
        var largest = 0.0;
        foreach (var j in problem.Free)
            largest = Math.Max(largest, Math.Abs(step.Gradient(j)));

        // Ridge alone never reaches zero; glmnet starts its path at alpha = 0.001 (section 2.5).
        return largest / Math.Max(alpha, 1e-3);
    }

    public ElasticNetFit Fit(Penalty penalty, double tolerance)
    {
        var logOdds = problem.LogOdds(intercept, coefficients);
        var objective = problem.Loss(logOdds) + penalty.Of(coefficients, problem.Copies);
        var violation = double.PositiveInfinity;
        for (var round = 0; round < MostSteps; round++)
        {
            var step = new QuadraticStep(problem, logOdds);
            (violation, var active) = Look(step, penalty);
            if (violation <= tolerance)
                break;

            var next = (double[])coefficients.Clone();
            var nextIntercept = step.Descend(intercept, next, active, penalty, Math.Max(tolerance * 0.1, violation * 0.01));
            if (!Accept(nextIntercept, next, penalty, ref logOdds, ref objective))
                break;
        }

        var (start, raw) = problem.Spread(intercept, coefficients);
        return new ElasticNetFit(penalty.Lambda, start, raw, Math.Max(0, 1 - (problem.Loss(logOdds) / nullLoss)), violation);
    }

    private (double Violation, List<int> Active) Look(QuadraticStep step, Penalty penalty)
    {
        var violation = Math.Abs(step.InterceptGradient);
        var active = new List<int>();
        foreach (var j in problem.Free)
        {
            var gradient = step.Gradient(j);
            violation = Math.Max(violation, penalty.Violation(gradient, coefficients[j], problem.Copies[j]));
            if (coefficients[j] != 0 || penalty.Wakes(gradient))
                active.Add(j);
        }

        return (violation, active);
    }

    // A full step may overshoot where labels are nearly separable; halving it always finds a descent until numbers end.
    private bool Accept(double nextIntercept, double[] next, Penalty penalty, ref double[] logOdds, ref double objective)
    {
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            var there = problem.LogOdds(nextIntercept, next);
            var value = problem.Loss(there) + penalty.Of(next, problem.Copies);
            if (value <= objective + (1e-15 * Math.Abs(objective)))
            {
                (intercept, coefficients, logOdds, objective) = (nextIntercept, next, there, value);
                return true;
            }

            nextIntercept = (nextIntercept + intercept) / 2;
            for (var j = 0; j < next.Length; j++)
                next[j] = (next[j] + coefficients[j]) / 2;
        }

        return false;
    }
}
