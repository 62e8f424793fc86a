namespace ChildLink.Learning.Linear;

/// <summary>What cross-validation found.</summary>
/// <param name="Path">The fits on all rows, to the coarser tolerance that choosing a penalty needs.</param>
/// <param name="Deviance">Weighted mean loss on rows left out, one per fit.</param>
/// <param name="StandardError">Of the deviance between folds, one per fit.</param>
/// <param name="Chosen">Position of the chosen fit.</param>
/// <param name="Fit">The fit on all rows at the chosen penalty, to the full tolerance.</param>
/// <param name="LeftOut">Log-odds of each row from the fit that did not see it, at the chosen penalty.</param>
public sealed record CrossValidated(
    IReadOnlyList<ElasticNetFit> Path,
    IReadOnlyList<double> Deviance,
    IReadOnlyList<double> StandardError,
    int Chosen,
    ElasticNetFit Fit,
    IReadOnlyList<double> LeftOut);

/// <summary>Chooses the penalty by how well rows left out are foretold.</summary>
public static class CrossValidation
{
    // Foretelling hardly moves below this; a finer path costs five times as much.
    private const double PathTolerance = 1e-6;

    /// <summary>Fits the path on all rows and, at the same penalties, without each fold in turn.</summary>
    /// <param name="foldOf">Fold of each row, from 0; without any one fold both labels still occur.</param>
    /// <param name="ct">Cancels before a fold.</param>
    /// <returns>Null when no column varies with the label.</returns>
    /// <exception cref="OperationCanceledException">Cancelled between two folds.</exception>
    /// <exception cref="ArgumentException">Lengths differ, or a fold holds every row of a label.</exception>
    public static CrossValidated? Run(
        DesignMatrix matrix, IReadOnlyList<bool> labels, IReadOnlyList<double> weights, IReadOnlyList<int> foldOf, LambdaRule rule, ElasticNetOptions options,
        CancellationToken ct)
    {
        if (foldOf.Count != matrix.Rows || foldOf.Any(f => f < 0))
            throw new ArgumentException("There is one fold per row.", nameof(foldOf));
        var coarse = options with { Tolerance = Math.Max(options.Tolerance, PathTolerance) };
        var path = ElasticNet.Path(matrix, labels, weights, coarse);
        if (path.Count == 0)
            return null;

        var lambdas = path.Select(f => f.Lambda).ToArray();
        var left = lambdas.Select(_ => new double[matrix.Rows]).ToArray();
        var folds = foldOf.Max() + 1;
        for (var fold = 0; fold < folds; fold++)
        {
            ct.ThrowIfCancellationRequested();
            LeaveOut(fold);
        }

        ct.ThrowIfCancellationRequested();

        var (deviance, error) = Summarise(left, labels, weights, foldOf, folds);
        var chosen = Choose(deviance, error, rule);
        var fit = ElasticNet.Fit(matrix, labels, weights, lambdas[chosen], options);
        return new CrossValidated(path, deviance, error, chosen, fit, left[chosen]);

        void LeaveOut(int fold)
        {
            var inside = Enumerable.Range(0, matrix.Rows).Where(i => foldOf[i] != fold).ToArray();
            var outside = Enumerable.Range(0, matrix.Rows).Where(i => foldOf[i] == fold).ToArray();
            var fits = ElasticNet.Along(
                matrix.Select(inside), [.. inside.Select(i => labels[i])], [.. inside.Select(i => weights[i])], lambdas, coarse);
            var rows = matrix.Select(outside);
            for (var k = 0; k < lambdas.Length; k++)
            {
                var logOdds = rows.Predict(fits[k].Intercept, fits[k].Coefficients);
                for (var i = 0; i < outside.Length; i++)
                    left[k][outside[i]] = logOdds[i];
            }
        }
    }

    private static (double[] Deviance, double[] Error) Summarise(
        double[][] left, IReadOnlyList<bool> labels, IReadOnlyList<double> weights, IReadOnlyList<int> foldOf, int folds)
    {
        var (deviance, error) = (new double[left.Length], new double[left.Length]);
        for (var k = 0; k < left.Length; k++)
        {
            var (loss, weight) = (new double[folds], new double[folds]);
            for (var i = 0; i < labels.Count; i++)
            {
                loss[foldOf[i]] += weights[i] * Logistic.Loss(left[k][i], labels[i]);
                weight[foldOf[i]] += weights[i];
            }

            var (all, spread) = (weight.Sum(), 0.0);
            var mean = loss.Sum() / all;
            for (var f = 0; f < folds; f++)
            {
                // An empty fold says nothing.
                var apart = weight[f] > 0 ? (loss[f] / weight[f]) - mean : 0;
                spread += weight[f] / all * apart * apart;
            }

            (deviance[k], error[k]) = (mean, Math.Sqrt(spread / Math.Max(1, folds - 1)));
        }

        return (deviance, error);
    }

    private static int Choose(double[] deviance, double[] error, LambdaRule rule)
    {
        var least = Array.IndexOf(deviance, deviance.Min());
        return rule == LambdaRule.Least ? least : Array.FindIndex(deviance, d => d <= deviance[least] + error[least]);
    }
}
