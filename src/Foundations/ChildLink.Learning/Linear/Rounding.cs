namespace ChildLink.Learning.Linear;

/// <summary>Division of whole numbers to the nearest whole number.</summary>
internal static class Rounding
{
    /// <summary>The quotient, halves away from zero.</summary>
    /// <param name="divisor">More than 0.</param>
    public static long Divide(Int128 dividend, long divisor)
    {
        var half = dividend < 0 ? -(Int128)divisor / 2 : (Int128)divisor / 2;
        return (long)((dividend + half) / divisor);
    }
}
