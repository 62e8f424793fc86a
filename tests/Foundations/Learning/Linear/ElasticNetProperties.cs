using ChildLink.Learning.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>Laws of the optimum, on random problems with constant, doubled and sparse columns, ties and few rows.</summary>
public sealed class ElasticNetProperties
{
    private static readonly Gen<Problem> Problems =
        from rows in Gen.Choose(4, 40)
        from columns in Gen.Choose(1, 8)
        from most in Gen.ArrayOf(Gen.Elements(0, 1, 1, 3, 1000), columns)
        from seed in Gen.Choose(1, int.MaxValue)
        from alpha in Gen.Elements(0.0, 0.3, 0.5, 1.0)
        from lambda in Gen.Elements(0.3, 0.05, 0.002)
        select ProblemOf(rows, most, (uint)seed, alpha, lambda);

    [Fact]
    public void No_optimality_condition_is_broken() => Holds(p =>
    {
        var fit = p.Fit();
        return NaiveViolation(p, fit) <= 1e-7;
    });

    [Fact]
    public void No_small_step_away_is_better() => Holds(p =>
    {
        var fit = p.Fit();
        var best = NaiveObjective(p, fit.Intercept, fit.Coefficients);
        return Enumerable.Range(0, p.Columns.Length).SelectMany(j => new[] { (j, 1e-3), (j, -1e-3) }).All(step =>
        {
            var moved = fit.Coefficients.ToArray();
            moved[step.j] += step.Item2;
            return NaiveObjective(p, fit.Intercept, moved) >= best - 1e-9;
        });
    });

    [Fact]
    public void The_same_input_gives_the_same_bits() => Holds(p =>
        p.Fit().Coefficients.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(p.Fit().Coefficients.Select(BitConverter.DoubleToInt64Bits)));

    [Fact]
    public void Only_ratios_of_weights_matter() => Holds(p =>
    {
        var (one, ten) = (p.Fit(), (p with { Weights = [.. p.Weights.Select(w => w * 10)] }).Fit());
        return one.Coefficients.Zip(ten.Coefficients).All(c => Math.Abs(c.First - c.Second) < 1e-5);
    });

    private static void Holds(Func<Problem, bool> law) =>
        Prop.ForAll(Problems.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Problem ProblemOf(int rows, int[] most, uint seed, double alpha, double lambda)
    {
        var sequence = new Sequence(seed);
        var columns = most.Select(m => Enumerable.Range(0, rows).Select(_ => (double)(sequence.Next(2) * sequence.Next(m + 1))).ToArray()).ToArray();
        if (columns.Length > 3)
            columns[3] = columns[2];
        var labels = Enumerable.Range(0, rows).Select(i => i == 0 || (i > 1 && sequence.Next(3) == 0)).ToArray();
        var weights = Enumerable.Range(0, rows).Select(_ => 1.0 + sequence.Next(3)).ToArray();
        return new Problem(columns, labels, weights, alpha, lambda);
    }

    private static double NaiveViolation(Problem p, ElasticNetFit fit)
    {
        var total = p.Weights.Sum();
        var errors = p.Labels.Select((l, i) => p.Weights[i] / total * ((l ? 1 : 0) - (1 / (1 + Math.Exp(-LogOdds(p, fit.Intercept, fit.Coefficients, i)))))).ToArray();
        var worst = Math.Abs(errors.Sum());
        for (var j = 0; j < p.Columns.Length; j++)
        {
            var (mean, scale) = MeanAndScale(p, j);
            if (scale == 0)
                continue;
            var gradient = errors.Select((e, i) => e * (p.Columns[j][i] - mean) / scale).Sum();
            var b = fit.Coefficients[j] * scale;
            var pull = gradient - (p.Lambda * (1 - p.Alpha) * b);
            var broken = b == 0 ? Math.Max(0, Math.Abs(pull) - (p.Lambda * p.Alpha)) : Math.Abs(pull - (Math.Sign(b) * p.Lambda * p.Alpha));
            worst = Math.Max(worst, broken);
        }

        return worst;
    }

    private static double NaiveObjective(Problem p, double intercept, IReadOnlyList<double> coefficients)
    {
        var (total, loss, penalty) = (p.Weights.Sum(), 0.0, 0.0);
        for (var i = 0; i < p.Labels.Length; i++)
        {
            var z = LogOdds(p, intercept, coefficients, i);
            loss += p.Weights[i] / total * Math.Log(1 + Math.Exp(p.Labels[i] ? -z : z));
        }

        for (var j = 0; j < coefficients.Count; j++)
        {
            var b = coefficients[j] * MeanAndScale(p, j).Scale;
            penalty += p.Lambda * ((p.Alpha * Math.Abs(b)) + ((1 - p.Alpha) * b * b / 2));
        }

        return loss + penalty;
    }

    private static double LogOdds(Problem p, double intercept, IReadOnlyList<double> coefficients, int row) =>
        intercept + coefficients.Select((c, j) => c * p.Columns[j][row]).Sum();

    private static (double Mean, double Scale) MeanAndScale(Problem p, int j)
    {
        var total = p.Weights.Sum();
        var mean = p.Columns[j].Select((v, i) => p.Weights[i] / total * v).Sum();
        return p.Columns[j].Distinct().Count() == 1
            ? (mean, 0)
            : (mean, Math.Sqrt(p.Columns[j].Select((v, i) => p.Weights[i] / total * (v - mean) * (v - mean)).Sum()));
    }

    private sealed record Problem(double[][] Columns, bool[] Labels, double[] Weights, double Alpha, double Lambda)
    {
        public ElasticNetFit Fit() =>
            ElasticNet.Fit(DesignMatrix.Of(Labels.Length, Columns), Labels, Weights, Lambda, new() { Alpha = Alpha });
    }
}
