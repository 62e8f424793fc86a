namespace ChildLink.Learning.Linear;

/// <summary>Elastic net: lambda times (alpha |b| + (1 - alpha) b² / 2) per standardised coefficient (Zou and Hastie 2005, JRSS B 67(2)).</summary>
/// <remarks>A coefficient that stands for k equal columns is their sum: k equal shares have the same |b| in all and b²/k.</remarks>
internal readonly record struct Penalty(double Lambda, double Alpha)
{
    private double Absolute => Lambda * Alpha;

    private double Square => Lambda * (1 - Alpha);

    /// <summary>Penalty of all coefficients, each standing for so many equal columns.</summary>
    public double Of(double[] coefficients, int[] copies)
    {
        var (absolute, square) = (0.0, 0.0);
        for (var j = 0; j < coefficients.Length; j++)
        {
            if (coefficients[j] == 0)
                continue;
            absolute += Math.Abs(coefficients[j]);
            square += coefficients[j] * coefficients[j] / copies[j];
        }

        return (Absolute * absolute) + (Square * square / 2);
    }

    /// <summary>Best coefficient when the others stay: soft thresholding.</summary>
    public double Shrink(double pull, double curvature, int copies) =>
        Math.Abs(pull) <= Absolute ? 0 : (pull - (Math.Sign(pull) * Absolute)) / (curvature + (Square / copies));

    /// <summary>Whether a slope lifts a coefficient off zero.</summary>
    public bool Wakes(double gradient) => Math.Abs(gradient) > Absolute;

    /// <summary>Amount by which the optimality condition of one coefficient is broken.</summary>
    public double Violation(double gradient, double coefficient, int copies) => coefficient == 0
        ? Math.Max(0, Math.Abs(gradient) - Absolute)
        : Math.Abs(gradient - (Square * coefficient / copies) - (Math.Sign(coefficient) * Absolute));
}
