namespace ChildLink.Learning.Linear;

/// <summary>The logistic function, safe at both ends.</summary>
internal static class Logistic
{
    public static double Probability(double logOdds)
    {
        if (logOdds >= 0)
            return 1 / (1 + Math.Exp(-logOdds));
        var odds = Math.Exp(logOdds);
        return odds / (1 + odds);
    }

    /// <summary>Negative log-likelihood of one label.</summary>
    public static double Loss(double logOdds, bool positive)
    {
        var against = positive ? -logOdds : logOdds;
        return Math.Max(against, 0) + Math.Log(1 + Math.Exp(-Math.Abs(against)));
    }
}
