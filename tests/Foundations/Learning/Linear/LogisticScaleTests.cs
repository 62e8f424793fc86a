using ChildLink.Learning.Linear;

namespace ChildLink.Tests.Foundations.Learning.Linear;

public sealed class LogisticScaleTests
{
    [Fact]
    public void No_step_lies_so_near_a_whole_number_that_machines_could_differ()
    {
        // A logarithm is right to about 1e-15 of its size; a step is below 8e6, so 1e-7 leaves a margin of ten.
        for (var perMille = 1; perMille <= 1000; perMille++)
        {
            var step = LogisticScale.ExactStep(perMille);
            Math.Abs(step - Math.Round(step)).ShouldBeGreaterThan(1e-7, $"{perMille}");
        }
    }

    [Fact]
    public void Thousandths_are_those_of_the_logistic_function()
    {
        for (var micro = -9_000_000L; micro <= 9_000_000; micro += 997)
        {
            var exact = 1000 / (1 + Math.Exp(-micro / 1e6));
            Math.Abs(LogisticScale.PerMille(micro) - exact).ShouldBeLessThanOrEqualTo(0.5 + 1e-9);
        }
    }

    [Fact]
    public void Even_odds_are_fifty_and_the_ends_are_reached()
    {
        LogisticScale.PerMille(0).ShouldBe(500);
        LogisticScale.PerMille(long.MinValue / 2).ShouldBe(0);
        LogisticScale.PerMille(long.MaxValue / 2).ShouldBe(1000);
        LogisticScale.PerMille(-1_000_000).ShouldBe(1000 - LogisticScale.PerMille(1_000_000));
    }
}
