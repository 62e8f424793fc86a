namespace ChildLink.Learning.Linear;

/// <summary>The logistic function in whole numbers: millionths of log-odds in, thousandths out, the same on any machine.</summary>
public static class LogisticScale
{
    /// <summary>
    /// Least log-odds, in millionths, that round to each of 1 to 1000 thousandths. The logarithm behind a step lies far
    /// enough from a whole number that the last bit of a machine's logarithm cannot move it; a test holds that.
    /// </summary>
    private static readonly long[] Steps = [.. Enumerable.Range(1, 1000).Select(t => (long)Math.Ceiling(ExactStep(t)))];

    /// <summary>Thousandths, half rounded up: 0 to 1000.</summary>
    /// <param name="micro">Millionths of log-odds.</param>
    public static int PerMille(long micro)
    {
        var found = Array.BinarySearch(Steps, micro);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Where a step lies before it is rounded up to a whole millionth.</summary>
    /// <param name="perMille">1 to 1000.</param>
    public static double ExactStep(int perMille) => 1e6 * Math.Log((perMille - 0.5) / (1000.5 - perMille));
}
