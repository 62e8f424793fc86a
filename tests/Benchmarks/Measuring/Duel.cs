using System.Globalization;

namespace ChildLink.Benchmarks.Measuring;

/// <summary>Two sides that take turns, so that a machine that slows down slows both.</summary>
/// <param name="Ours">Median of our rounds.</param>
/// <param name="Other">Median of the other side's.</param>
/// <param name="Ratio">Median of the ratios of each pair of neighbouring rounds, ours to other.</param>
internal sealed record Duel(Round Ours, Round Other, double Ratio)
{
    public static async Task<Duel> FightAsync(int rounds, Func<Task<Round>> ours, Func<Task<Round>> other)
    {
        var pairs = new List<(Round Ours, Round Other)>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            // Whoever goes first may profit from a rested machine: that changes, too.
            if (i % 2 == 0)
            {
                var first = await ours();
                pairs.Add((first, await other()));
            }
            else
            {
                var first = await other();
                pairs.Add((await ours(), first));
            }
        }

        return new Duel(
            Round.MedianOf([.. pairs.Select(p => p.Ours)]), Round.MedianOf([.. pairs.Select(p => p.Other)]),
            Round.Middle(pairs.Select(p => p.Ours.PerSecond / p.Other.PerSecond)));
    }

    /// <summary>Prints both sides and the ratio.</summary>
    public void Print(string title, string ours, string other, string unit)
    {
        Console.WriteLine(title);
        Print(ours, Ours, unit);
        Print(other, Other, unit);
        if (Ours.ServerTime > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  processor time of each: {ours} {Ours.ServerTime:0.000} ms and database {Ours.DatabaseTime:0.000} ms, {other} {Other.ServerTime:0.000} ms and database {Other.DatabaseTime:0.000} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"ratio",-14} {Ratio,10:0.00}"));
    }

    private static void Print(string side, Round round, string unit) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {side,-14} {round.PerSecond,10:#,0} {unit}   p50 {round.Median,7:0.00} ms   p99 {round.Slow,7:0.00} ms"));
}
