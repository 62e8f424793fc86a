using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

/// <summary>
/// Agreement with scikit-learn 1.2.1 (Debian bookworm), computed once:
/// <code>
/// W = w / w.sum(); m = W @ X; sd = sqrt(W @ (X - m)**2); Z = (X - m) / sd
/// l = LogisticRegression(penalty='elasticnet', l1_ratio=alpha, C=1/(lam*w.sum()), solver='saga',
///                        tol=1e-14, max_iter=2000000).fit(Z, y, sample_weight=w)
/// b = l.coef_[0] / sd; print(l.intercept_[0] - b @ m, *b)
/// </code>
/// with X and y of <see cref="ReferenceSample"/>, w = 1 or n / (2 n of the label). Printed with nine decimals.
/// </summary>
public sealed class ElasticNetReferenceTests
{
    [Theory]
    [InlineData(1.0, 0.1, -1.469212989, 0.931491311, 0.018946750, -0.040211787, 0.042936442, 0.000000000)]
    [InlineData(1.0, 0.01, -2.901171121, 2.374342058, 0.456563219, -0.251753872, 0.245329644, 0.000000000)]
    [InlineData(0.5, 0.1, -1.763384004, 1.148776469, 0.162166810, -0.099952433, 0.112204252, 0.000000000)]
    [InlineData(0.5, 0.01, -2.873494667, 2.362408414, 0.468237402, -0.254455731, 0.252749218, -0.001034678)]
    [InlineData(0.0, 0.1, -1.922325046, 1.313704270, 0.266385866, -0.141670951, 0.166190319, -0.002049861)]
    [InlineData(0.0, 0.01, -2.836804216, 2.352028739, 0.479095814, -0.256933088, 0.259789863, -0.002267478)]
    public void Even_weights_agree(double alpha, double lambda, double intercept, params double[] coefficients) =>
        Agrees(null, alpha, lambda, intercept, coefficients);

    [Theory]
    [InlineData(1.0, 0.1, -0.770749383, 1.262964138, 0.095761828, -0.079188834, 0.036993301, 0.000000000)]
    [InlineData(1.0, 0.01, -2.028365041, 2.482026458, 0.527803060, -0.282576716, 0.234954607, 0.000000000)]
    [InlineData(0.5, 0.1, -1.024211325, 1.384475221, 0.213909048, -0.127573685, 0.103976393, 0.000000000)]
    [InlineData(0.5, 0.01, -2.001218058, 2.470031197, 0.535556579, -0.283785350, 0.242144374, -0.000913964)]
    [InlineData(0.0, 0.1, -1.132878396, 1.496765124, 0.304432052, -0.162757627, 0.156596809, -0.002253069)]
    [InlineData(0.0, 0.01, -1.962813214, 2.458576675, 0.542803528, -0.284757660, 0.248964077, -0.002063181)]
    public void Balanced_weights_agree(double alpha, double lambda, double intercept, params double[] coefficients) =>
        Agrees(ReferenceSample.BalancedWeights(), alpha, lambda, intercept, coefficients);

    [Fact]
    public void A_fit_on_the_path_equals_the_fit_made_alone()
    {
        var options = new ElasticNetOptions { Tolerance = 1e-11 };
        var path = ElasticNet.Path(ReferenceSample.Matrix, ReferenceSample.Labels, null, options);

        path[0].Used.ShouldBe(0);
        foreach (var fit in path.Where((_, i) => i % 12 == 0))
        {
            var alone = ElasticNet.Fit(ReferenceSample.Matrix, ReferenceSample.Labels, null, fit.Lambda, options);
            Agrees(fit, alone.Intercept, alone.Coefficients, 1e-7);
        }

        path.Zip(path.Skip(1)).ShouldAllBe(p => p.Second.DevianceExplained >= p.First.DevianceExplained - 1e-9);
    }

    private static void Agrees(double[]? weights, double alpha, double lambda, double intercept, double[] coefficients) => Agrees(
        ElasticNet.Fit(ReferenceSample.Matrix, ReferenceSample.Labels, weights, lambda, new() { Alpha = alpha, Tolerance = 1e-11 }),
        intercept, coefficients, 2e-8);

    private static void Agrees(ElasticNetFit fit, double intercept, IReadOnlyList<double> coefficients, double tolerance)
    {
        fit.Intercept.ShouldBe(intercept, tolerance);
        fit.Coefficients.Count.ShouldBe(coefficients.Count);
        for (var j = 0; j < coefficients.Count; j++)
            fit.Coefficients[j].ShouldBe(coefficients[j], tolerance);
    }
}
