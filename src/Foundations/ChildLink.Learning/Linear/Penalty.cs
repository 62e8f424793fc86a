namespace ChildLink.Learning.Linear;

/// <summary>Elastic net: lambda times (alpha |b| + (1 - alpha) b² / 2) per standardised coefficient (Zou and Hastie 2005, JRSS B 67(2)).</summary>
internal readonly record struct Penalty(double Lambda, double Alpha)
{
    private double Absolute => Lambda * Alpha;

    private double Square => Lambda * (1 - Alpha);

    public double Of(double[] coefficients)
    {
        var (absolute, square) = (0.0, 0.0);
        foreach (var b in coefficients)
        {
            absolute += Math.Abs(b);
            square += b * b;
        }

        return (Absolute * absolute) + (Square * square / 2);
    }

    /// <summary>Best coefficient when the others stay: soft thresholding.</summary>
    public double Shrink(double pull, double curvature) =>
        Math.Abs(pull) <= Absolute ? 0 : (pull - (Math.Sign(pull) * Absolute)) / (curvature + Square);

    /// <summary>Whether a slope lifts a coefficient off zero.</summary>
    public bool Wakes(double gradient) => Math.Abs(gradient) > Absolute;

    /// <summary>Amount by which the optimality condition of one coefficient is broken.</summary>
    public double Violation(double gradient, double coefficient) => coefficient == 0
        ? Math.Max(0, Math.Abs(gradient) - Absolute)
        : Math.Abs(gradient - (Square * coefficient) - (Math.Sign(coefficient) * Absolute));
}
