using System.Globalization;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>宛名番号: nine digits that never repeat and a check digit (weights 10 to 2, sum modulo 11, 10 becomes 0).</summary>
internal sealed class ResidentNumbers(SeededRandom random)
{
    private const int Digits = 9;

    // Below 00999…: the leading zeros are what spreadsheets take away.
    private readonly NumberSeries _series = new(random, 1_000, 9_990_000, Digits);

    public string Next()
    {
        var number = _series.Next();
        var sum = 0;
        for (var i = 0; i < Digits; i++)
            sum += (number[i] - '0') * (Digits + 1 - i);
        return number + (sum % 11 % 10).ToString(CultureInfo.InvariantCulture);
    }
}
