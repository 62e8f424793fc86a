namespace ChildLink.Learning.Linear;

/// <summary>Coefficients at one penalty, on the scale of the columns as they were given.</summary>
/// <param name="Lambda">The penalty.</param>
/// <param name="Intercept">Log-odds of a row of zeros.</param>
/// <param name="Coefficients">Log-odds per unit, one per column; 0 for a constant column.</param>
/// <param name="DevianceExplained">1 minus the deviance over that of the intercept alone; between 0 and 1.</param>
/// <param name="Violation">Largest amount by which an optimality condition is broken; at most the tolerance when the fit converged.</param>
public sealed record ElasticNetFit(
    double Lambda, double Intercept, IReadOnlyList<double> Coefficients, double DevianceExplained, double Violation)
{
    /// <summary>Number of coefficients that are not zero.</summary>
    public int Used => Coefficients.Count(c => c != 0);
}
