using System.Globalization;

namespace ChildLink.Cli.Synthesis.Calendar;

/// <summary>年度, April to March, named by the calendar year of its April.</summary>
internal readonly record struct FiscalYear(int Year)
{
    private const int LastHeiseiYear = 2018;

    public DateOnly FirstDay => new(Year, 4, 1);

    public DateOnly LastDay => new(Year + 1, 3, 31);

    /// <summary>The mark in file names: R06, H30. The whole of 2019 counts as R01, as departments do.</summary>
    public string Mark => Era + EraYear.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>The mark without a leading zero, as consultation numbers carry it: R6.</summary>
    public string ShortMark => Era + EraYear.ToString(CultureInfo.InvariantCulture);

    private string Era => Year > LastHeiseiYear ? "R" : "H";

    private int EraYear => Year > LastHeiseiYear ? Year - LastHeiseiYear : Year - 1988;

    public static FiscalYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    public FiscalYear Back(int years) => new(Year - years);

    /// <summary>学齢: age at 1 April of this year; below 0 for those born later. Who is born on 1 April is one year older (年齢計算ニ関スル法律).</summary>
    public int SchoolAge(DateOnly birth)
        => Year - birth.Year - (birth.Month > 4 || (birth.Month == 4 && birth.Day > 1) ? 1 : 0);
}
