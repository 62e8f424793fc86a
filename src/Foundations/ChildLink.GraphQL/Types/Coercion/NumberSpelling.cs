using System.Buffers;
using System.Globalization;

namespace ChildLink.GraphQL.Types;

/// <summary>Numbers as texts and texts as numbers, as ECMAScript has them (ECMA-262, Number::toString and StringToNumber): clients and their tools are written in it.</summary>
internal static class NumberSpelling
{
    private const int MostPlainDigits = 21;
    private const int MostPlainZeros = 6;

    /// <summary>What .NET takes beyond ECMAScript's decimals are other characters: symbols of infinity, zero bytes at the end.</summary>
    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789+-.eE");

    /// <summary>The shortest digits that mean the number, plain from 1e-6 to below 1e21, else as <c>1.5e+21</c>.</summary>
    /// <param name="number">Finite.</param>
    public static string Of(double number)
    {
        if (number == 0)
            return "0";
        var (digits, point) = Digits(Math.Abs(number));
        return (number < 0 ? "-" : "") + Spelled(digits, point);
    }

    /// <summary>The finite number that a text means, or null; blank text means 0, and prefixes of radix 2, 8 and 16 are known. An empty text means none here, as results have it.</summary>
    public static double? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        var digits = Trim(text);
        if (digits.IsEmpty)
            return 0;
        if (digits is ['0', var letter, ..] && Radix(letter) is > 0 and var radix)
            return Whole(digits[2..], radix);
        return !digits.ContainsAnyExcept(Decimal) && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    /// <summary>The digits without zeros around them, and how many of them stand before the decimal point.</summary>
    private static (string Digits, int Point) Digits(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var found ? found : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        point += (exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) - (digits.Length - significant.Length);
        return (significant.TrimEnd('0'), point);
    }

    private static string Spelled(string digits, int point)
    {
        if (point is > 0 and <= MostPlainDigits)
            return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
        if (point is > -MostPlainZeros and <= 0)
            return $"0.{new string('0', -point)}{digits}";
        var exponent = point - 1;
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }

    private static int Radix(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static double? Whole(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.IsEmpty)
            return null;
        var number = 0.0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.FromHexString(['0', digit])[0] : radix;
            if (value >= radix)
                return null;
            number = (number * radix) + value;
        }

        return double.IsFinite(number) ? number : null;
    }

    private static ReadOnlySpan<char> Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return text.AsSpan(start, end - start);
    }

    /// <summary>ECMAScript's white space: a byte order mark is, the next line of EBCDIC is not.</summary>
    private static bool IsBlank(char c) => c == '\uFEFF' || (c != '\u0085' && char.IsWhiteSpace(c));
}
