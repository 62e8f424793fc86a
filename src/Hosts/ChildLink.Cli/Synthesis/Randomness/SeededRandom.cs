using System.Numerics;

namespace ChildLink.Cli.Synthesis.Randomness;

/// <summary>
/// xoshiro256** seeded by splitmix64 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021).
/// System.Random is no choice: its sequence may change between runtimes, and a city must not.
/// For the same reason nothing here calls Math.Exp or Math.Log, whose last bits depend on the machine.
/// </summary>
internal sealed class SeededRandom
{
    private readonly ulong _origin;
    private ulong _s0, _s1, _s2, _s3;

    public SeededRandom(ulong seed)
    {
        _origin = seed;
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>A generator of its own for one concern, so that a change in one file leaves the others alone.</summary>
    public SeededRandom Fork(string label)
    {
        // FNV-1a over UTF-16 units: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var unit in label)
            hash = (hash ^ unit) * 1099511628211UL;
        var mixed = _origin ^ hash;
        return new SeededRandom(SplitMix(ref mixed));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var carried = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= carried;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>0 to <paramref name="bound"/> − 1; <paramref name="bound"/> ≥ 1.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary><paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>0 ≤ value &lt; 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>About standard normal (Irwin–Hall with 12 terms), from −6 to 6.</summary>
    public double Bell()
    {
        var sum = -6.0;
        for (var term = 0; term < 12; term++)
            sum += Unit();
        return sum;
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>An index, each as likely as its weight; the weights are ≥ 0 and not all 0.</summary>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var drawn = Below(total);
        for (var index = 0; index < weights.Length; index++)
        {
            drawn -= weights[index];
            if (drawn < 0)
                return index;
        }

        throw new ArgumentException("The weights add up to nothing.", nameof(weights));
    }

    /// <summary>A day from <paramref name="first"/> to <paramref name="last"/>, both included; <paramref name="first"/> when the range is empty.</summary>
    public DateOnly Day(DateOnly first, DateOnly last)
        => last <= first ? first : first.AddDays(Below(last.DayNumber - first.DayNumber + 1));

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
