using System.Globalization;
using ChildLink.Cli.Synthesis.Names;

namespace ChildLink.Cli.Synthesis.Calendar;

/// <summary>Writes days the way Japanese municipal systems do.</summary>
internal static class JapaneseDate
{
    // 元号法 and the ordinances that named the eras: first day, letter, name.
    private static readonly (DateOnly First, string Letter, string Name)[] Eras =
    [
        (new(2019, 5, 1), "R", "令和"),
        (new(1989, 1, 8), "H", "平成"),
        (new(1926, 12, 25), "S", "昭和"),
        (new(1912, 7, 30), "T", "大正"),
        (new(1868, 1, 25), "M", "明治"),
    ];

    public static string Write(DateOnly day, DateNotation notation) => notation switch
    {
        DateNotation.ShortEra => ShortEra(day),
        DateNotation.LongEra => LongEra(day),
        DateNotation.Slashes => Format(day, "yyyy/M/d"),
        DateNotation.Iso => Format(day, "yyyy-MM-dd"),
        DateNotation.Compact => Format(day, "yyyyMMdd"),
        DateNotation.WideSlashes => WideDigits.From(Format(day, "yyyy/M/d")),
        _ => throw new ArgumentOutOfRangeException(nameof(notation)),
    };

    private static string ShortEra(DateOnly day)
    {
        var (letter, _, year) = EraOf(day);
        return string.Create(CultureInfo.InvariantCulture, $"{letter}{year:D2}.{day.Month:D2}.{day.Day:D2}");
    }

    private static string LongEra(DateOnly day)
    {
        var (_, name, year) = EraOf(day);
        var written = year == 1 ? "元" : year.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{name}{written}年{day.Month}月{day.Day}日");
    }

    private static (string Letter, string Name, int Year) EraOf(DateOnly day)
    {
        foreach (var (first, letter, name) in Eras)
        {
            if (day >= first)
                return (letter, name, day.Year - first.Year + 1);
        }

        throw new ArgumentOutOfRangeException(nameof(day), "The day lies before the first era known here.");
    }

    private static string Format(DateOnly day, string pattern) => day.ToString(pattern, CultureInfo.InvariantCulture);
}
