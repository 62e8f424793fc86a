using System.Globalization;
using ChildLink.Cli.Synthesis.Health;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>What the health department hands over: 出生時届出情報, and 産婦健診 EPDS, which names mothers only.</summary>
internal static class HealthSheets
{
    private const string Folder = "02_健康管理システム/";

    private static readonly Column[] BirthColumns =
    [
        new("宛名番号", CellKind.Key), new("母宛名番号", CellKind.Fixed), new("親子番号", CellKind.Fixed),
        new("出生日", CellKind.Date), new("出生体重g", CellKind.Number), new("在胎週数", CellKind.Number), "単多胎",
    ];

    private static readonly Column[] CheckColumns =
    [
        new("母宛名番号", CellKind.Key), new("受診日", CellKind.Date), "産後区分",
        new("EPDS合計", CellKind.Number), new("EPDS10番", CellKind.Number), "医療機関",
    ];

    public static Sheet Births(InventedCity city) => new(
        Folder + "出生時届出情報.csv",
        SheetStyle.Plain,
        BirthColumns,
        slips => city.Births.Select(birth => BirthRow(birth, slips)));

    public static Sheet PostnatalChecks(InventedCity city) => new(
        Folder + "産婦健診_EPDS.csv",
        SheetStyle.Plain,
        CheckColumns,
        slips => city.PostnatalChecks.Select(check => new[]
        {
            check.Mother.Number,
            slips.Date(check.Day),
            check.Check,
            check.Total.ToString(CultureInfo.InvariantCulture),
            check.Item10.ToString(CultureInfo.InvariantCulture),
            check.Clinic,
        }));

    private static string[] BirthRow(BirthRecord birth, Slips slips) =>
    [
        birth.Child.Number,
        birth.Mother?.Number ?? string.Empty,
        birth.Pregnancy,
        slips.Date(birth.Child.Birth),
        birth.Grams.ToString(CultureInfo.InvariantCulture),
        birth.Weeks.ToString(CultureInfo.InvariantCulture),
        birth.Multiple ? "2" : "1",
    ];
}
