using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>
/// Reads the date notations of municipal systems: ISO and slashes, eight digits, era letters (S57.05.20, R6.1.5),
/// era names (平成21年10月6日, 令和元年5月1日), seven digits with an era code (5060401 = 令和6年4月1日), any width of digits.
/// </summary>
public static class JapaneseDate
{
    /// <summary>Reads a date; false for anything that is not a day of the calendar.</summary>
    public static bool TryParse(string text, out DateOnly date)
    {
        date = default;
        var plain = CompatibilityForm.Of(text).Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length == 0)
            return false;
        return char.IsAsciiDigit(plain[0]) ? TryWestern(plain, out date) : TryEra(plain, out date);
    }

    private static bool TryWestern(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length == 8 && !text.ContainsAnyExceptInRange('0', '9'))
            return TryDay(Number(text[..4]), Number(text[4..6]), Number(text[6..]), out date);
        if (text.Length == 7 && !text.ContainsAnyExceptInRange('0', '9'))
            return TryEraYear(text[0], Number(text[1..3]), out var year) && TryDay(year, Number(text[3..5]), Number(text[5..]), out date);
        return TryParts(text, out var y, out var m, out var d) && y >= 1000 && TryDay(y, m, d, out date);
    }

    private static bool TryEra(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        char era;
        ReadOnlySpan<char> rest;
        if (text.StartsWith("明治") || text.StartsWith("大正") || text.StartsWith("昭和") || text.StartsWith("平成") || text.StartsWith("令和"))
        {
            era = text[0];
            rest = text[2..];
        }
        else
        {
            era = char.ToUpperInvariant(text[0]);
            rest = text[1..];
        }

        if (rest.StartsWith("元"))
            rest = string.Concat("1", rest[1..]);
        return TryParts(rest, out var year, out var month, out var day)
            && TryEraYear(era, year, out var western)
            && TryDay(western, month, day, out date);
    }

    private static bool TryEraYear(char era, int year, out int western)
    {
        western = era switch
        {
            'M' or '明' or '1' => 1867 + year,
            'T' or '大' or '2' => 1911 + year,
            'S' or '昭' or '3' => 1925 + year,
            'H' or '平' or '4' => 1988 + year,
            'R' or '令' or '5' => 2018 + year,
            _ => 0,
        };
        return western != 0 && year is >= 1 and <= 64;
    }

    /// <summary>Three numbers parted by one of . / - or by 年月日.</summary>
    private static bool TryParts(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        year = month = day = 0;
        Span<int> parts = stackalloc int[3];
        var part = 0;
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (part > 2 || ++digits > 4)
                    return false;
                parts[part] = (parts[part] * 10) + (c - '0');
                continue;
            }

            if (digits == 0 || !IsSeparator(c, part, i == text.Length - 1))
                return false;
            part++;
            digits = 0;
        }

        if (part < 2 || (part == 2 && digits == 0))
            return false;
        (year, month, day) = (parts[0], parts[1], parts[2]);
        return true;
    }

    private static bool IsSeparator(char c, int part, bool last) => c switch
    {
        '年' => part == 0,
        '月' => part == 1,
        '日' => part == 2 && last,
        '.' or '/' or '-' => part < 2,
        _ => false,
    };

    private static bool TryDay(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1868 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
            number = (number * 10) + (c - '0');
        return number;
    }
}
