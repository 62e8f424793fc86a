using System.Globalization;
using System.Text;
using ChildLink.Records.Intake;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Intake;

public sealed class JapaneseDateTests
{
    [Theory]
    [InlineData("2024-04-01", "2024-04-01")]
    [InlineData("2024/4/1", "2024-04-01")]
    [InlineData("2024.04.01", "2024-04-01")]
    [InlineData("20240401", "2024-04-01")]
    [InlineData("２０２４０４０１", "2024-04-01")]
    [InlineData("2024年4月1日", "2024-04-01")]
    [InlineData("R06.04.01", "2024-04-01")]
    [InlineData("r6/4/1", "2024-04-01")]
    [InlineData("Ｒ０６．０４．０１", "2024-04-01")]
    [InlineData("令和6年4月1日", "2024-04-01")]
    [InlineData("令和　６年　４月　１日", "2024-04-01")]
    [InlineData("令6.4.1", "2024-04-01")]
    [InlineData("㋿6年4月1日", "2024-04-01")]
    [InlineData("5060401", "2024-04-01")]
    [InlineData("５０６０４０１", "2024-04-01")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("R元.5.1", "2019-05-01")]
    [InlineData("5010501", "2019-05-01")]
    [InlineData("平成31年4月30日", "2019-04-30")]
    [InlineData("平成元年1月8日", "1989-01-08")]
    [InlineData("㍻21年10月6日", "2009-10-06")]
    [InlineData("S64.01.07", "1989-01-07")]
    [InlineData("3640107", "1989-01-07")]
    [InlineData("昭和元年12月25日", "1926-12-25")]
    [InlineData("T15.12.24", "1926-12-24")]
    [InlineData("大正元年7月30日", "1912-07-30")]
    [InlineData("M45.07.29", "1912-07-29")]
    [InlineData("明治33年1月1日", "1900-01-01")]
    [InlineData("R06.02.29", "2024-02-29")]
    [InlineData("2000-02-29", "2000-02-29")]
    public void A_day_in_any_notation_of_municipal_systems_is_read(string text, string day)
    {
        JapaneseDate.TryParse(text, out var date).ShouldBeTrue();
        date.ShouldBe(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("不明")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("R05.02.29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("2024-04-31")]
    [InlineData("2024-04-00")]
    [InlineData("20240431")]
    [InlineData("24/04/01")]
    [InlineData("0024-04-01")]
    [InlineData("9999-12-31")]
    [InlineData("R00.04.01")]
    [InlineData("R65.04.01")]
    [InlineData("X06.04.01")]
    [InlineData("6060401")]
    [InlineData("5061301")]
    [InlineData("3/15頃")]
    [InlineData("R06.04")]
    [InlineData("2024年4月")]
    [InlineData("2024-04-01-01")]
    [InlineData("2024--04-01")]
    [InlineData("2024-04-01T00:00")]
    [InlineData("-2024-04-01")]
    [InlineData("45383")]
    [InlineData("99999999999999999999")]
    [InlineData("令和")]
    [InlineData("令和元年")]
    [InlineData("元年5月1日")]
    [InlineData("R")]
    [InlineData("日日日")]
    public void What_is_no_day_of_the_calendar_is_refused(string text)
    {
        JapaneseDate.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_day_of_two_centuries_comes_back_from_every_notation()
    {
        for (var day = new DateOnly(1900, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            foreach (var text in Notations(day))
            {
                if (!JapaneseDate.TryParse(text, out var read) || read != day)
                    Assert.Fail($"{text} is not {day:yyyy-MM-dd}.");
            }
        }
    }

    [Fact]
    public void No_text_at_all_makes_reading_fail_otherwise()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), text => JapaneseDate.TryParse(text, out _) || true).QuickCheckThrowOnFailure();
        foreach (var broken in new[] { "\uFFFE", "R\uFFFE6.4.1", "\uD800", "2024\uDC00", "\0", "2024-04-0\u0661" })
            JapaneseDate.TryParse(broken, out _).ShouldBeFalse();
    }

    private static IEnumerable<string> Notations(DateOnly day)
    {
        var (y, m, d) = (day.Year, day.Month, day.Day);
        yield return $"{y:D4}-{m:D2}-{d:D2}";
        yield return $"{y}/{m}/{d}";
        yield return $"{y:D4}{m:D2}{d:D2}";
        yield return $"{y}年{m}月{d}日";
        var (letter, name, code, first) = EraOf(day);
        var year = y - first + 1;
        if (year > 64)
            yield break;
        yield return $"{letter}{year:D2}.{m:D2}.{d:D2}";
        yield return $"{letter}{year}/{m}/{d}";
        yield return $"{name}{year}年{m}月{d}日";
        yield return Wide($"{letter}{year:D2}.{m:D2}.{d:D2}");
        yield return Wide($"{name}{year}年{m}月{d}日");
        yield return $"{code}{year:D2}{m:D2}{d:D2}";
        if (year == 1)
            yield return $"{name}元年{m}月{d}日";
    }

    private static (char Letter, string Name, char Code, int First) EraOf(DateOnly day) => day switch
    {
        _ when day >= new DateOnly(2019, 5, 1) => ('R', "令和", '5', 2019),
        _ when day >= new DateOnly(1989, 1, 8) => ('H', "平成", '4', 1989),
        _ when day >= new DateOnly(1926, 12, 25) => ('S', "昭和", '3', 1926),
        _ when day >= new DateOnly(1912, 7, 30) => ('T', "大正", '2', 1912),
        _ => ('M', "明治", '1', 1868),
    };

    private static string Wide(string text)
    {
        var wide = new StringBuilder(text.Length);
        foreach (var c in text)
            wide.Append(c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c);
        return wide.ToString();
    }
}
