using System.Globalization;

namespace ChildLink.Cli.Synthesis.Randomness;

/// <summary>
/// Numbers that never repeat and whose order tells nothing about the order they were given in:
/// a four-round Feistel network over 28 bits, walked until it lands inside the range.
/// </summary>
internal sealed class NumberSeries
{
    private const int HalfBits = 14;
    private const uint HalfMask = (1u << HalfBits) - 1;
    private readonly ulong[] _roundKeys = new ulong[4];
    private readonly uint _first;
    private readonly uint _count;
    private readonly string _format;
    private uint _given;

    /// <param name="random">Source of the round keys.</param>
    /// <param name="first">Smallest number of the range.</param>
    /// <param name="count">How many numbers the range has; at most 2^28.</param>
    /// <param name="digits">Width, filled with leading zeros.</param>
    public NumberSeries(SeededRandom random, uint first, uint count, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1u << (2 * HalfBits));
        for (var round = 0; round < _roundKeys.Length; round++)
            _roundKeys[round] = random.Next();
        _first = first;
        _count = count;
        _format = "D" + digits.ToString(CultureInfo.InvariantCulture);
    }

    /// <exception cref="InvalidOperationException">Every number of the range was given.</exception>
    public string Next()
    {
        if (_given == _count)
            throw new InvalidOperationException("The range of numbers is used up.");
        var value = _given++;
        do
            value = Permute(value);
        while (value >= _count);
        return (_first + value).ToString(_format, CultureInfo.InvariantCulture);
    }

    private uint Permute(uint value)
    {
        var left = value >> HalfBits;
        var right = value & HalfMask;
        foreach (var key in _roundKeys)
        {
            var mixed = (right + key) * 0x9E3779B97F4A7C15UL;
            (left, right) = (right, left ^ ((uint)(mixed >> 40) & HalfMask));
        }

        return (left << HalfBits) | right;
    }
}
