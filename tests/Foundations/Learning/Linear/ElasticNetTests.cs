using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

public sealed class ElasticNetTests
{
    private static readonly bool[] HalfAndHalf = [false, false, true, true];

    [Fact]
    public void Known_coefficients_are_found_again()
    {
        double[] truth = [1.2, -0.8, 0, 0.5, 0];
        var sequence = new Sequence(7);
        const int Rows = 40_000;
        var columns = truth.Select((_, j) => Enumerable.Range(0, Rows).Select(_ => (double)sequence.Next(j + 2)).ToArray()).ToArray();
        var labels = Enumerable.Range(0, Rows)
            .Select(i => sequence.NextShare() < 1 / (1 + Math.Exp(1.5 - truth.Select((t, j) => t * columns[j][i]).Sum()))).ToArray();

        var fit = ElasticNet.Fit(DesignMatrix.Of(Rows, columns), labels, null, 1e-5, new());

        fit.Intercept.ShouldBe(-1.5, 0.08);
        for (var j = 0; j < truth.Length; j++)
            fit.Coefficients[j].ShouldBe(truth[j], 0.05);
    }

    [Fact]
    public void A_large_penalty_leaves_the_base_rate()
    {
        var fit = ElasticNet.Fit(ReferenceSample.Matrix, ReferenceSample.Labels, null, 10, new() { Alpha = 1 });

        fit.Used.ShouldBe(0);
        fit.DevianceExplained.ShouldBe(0, 1e-12);
        fit.Intercept.ShouldBe(Math.Log(54 / 146.0), 1e-9);
    }

    [Fact]
    public void Separable_labels_end_in_finite_coefficients()
    {
        var matrix = DesignMatrix.Of(4, [[0, 1, 2, 3]]);

        var path = ElasticNet.Path(matrix, HalfAndHalf, null, new());

        path.ShouldAllBe(f => double.IsFinite(f.Intercept) && double.IsFinite(f.Coefficients[0]) && f.Violation <= 1e-8);
        path[^1].Coefficients[0].ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_constant_column_never_gets_a_coefficient()
    {
        var matrix = DesignMatrix.Of(4, [[0.1, 0.1, 0.1, 0.1], [0, 0, 0, 0], [0, 1, 1, 1]]);

        var fit = ElasticNet.Fit(matrix, HalfAndHalf, null, 0.001, new());

        fit.Coefficients.Take(2).ShouldBe([0, 0]);
        fit.Coefficients[2].ShouldBeGreaterThan(0);
        ElasticNet.Path(DesignMatrix.Of(4, [[5, 5, 5, 5]]), HalfAndHalf, null, new()).ShouldBeEmpty();
        ElasticNet.Path(DesignMatrix.Of(4, []), HalfAndHalf, null, new()).ShouldBeEmpty();
    }

    [Fact]
    public void Columns_that_say_the_same_share_the_weight()
    {
        double[] column = [0, 1, 1, 1];

        var fit = ElasticNet.Fit(DesignMatrix.Of(4, [column, column]), HalfAndHalf, null, 0.01, new() { Tolerance = 1e-11 });

        fit.Coefficients[0].ShouldBe(fit.Coefficients[1], 1e-6);
    }

    [Theory]
    [InlineData(1e-90)]
    [InlineData(1e-9)]
    [InlineData(1e12)]
    [InlineData(1e90)]
    public void The_size_of_the_unit_changes_nothing_but_the_unit(double unit)
    {
        var other = DesignMatrix.Of(ReferenceSample.Rows, [.. ReferenceSample.Columns.Select(c => c.Select(v => v * unit).ToArray())]);

        var (plain, scaled) = (Fit(ReferenceSample.Matrix), Fit(other));

        scaled.Intercept.ShouldBe(plain.Intercept, 1e-6);
        for (var j = 0; j < plain.Coefficients.Count; j++)
            (scaled.Coefficients[j] * unit).ShouldBe(plain.Coefficients[j], 1e-6);

        static ElasticNetFit Fit(DesignMatrix matrix) => ElasticNet.Fit(matrix, ReferenceSample.Labels, null, 0.01, new() { Tolerance = 1e-10 });
    }

    [Fact]
    public void What_cannot_be_learned_from_is_refused()
    {
        var matrix = DesignMatrix.Of(4, [[0, 1, 2, 3]]);

        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, [true, true, true, true], null, 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, [false, false, false, false], null, 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(DesignMatrix.Of(0, []), [], null, 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, [true, false], null, 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, HalfAndHalf, [1, 1, 0, 1], 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, HalfAndHalf, [1, 1, double.NaN, 1], 1, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, HalfAndHalf, null, 0, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, HalfAndHalf, null, double.NaN, new()));
        Should.Throw<ArgumentException>(() => ElasticNet.Fit(matrix, HalfAndHalf, null, 1, new() { Alpha = 1.1 }));
        Should.Throw<ArgumentException>(() => DesignMatrix.Of(1, [[double.NaN]]));
        Should.Throw<ArgumentException>(() => DesignMatrix.Of(1, [[1e101]]));
        Should.Throw<ArgumentException>(() => DesignMatrix.Of(2, [[1]]));
    }
}
