using System.Globalization;
using ChildLink.Cli.Synthesis.Names;
using ChildLink.Cli.Synthesis.Welfare;

namespace ChildLink.Cli.Synthesis.Exports;

/// <summary>要対協ケース進行管理台帳: a spreadsheet for each of the last years, and one for what was closed before them.</summary>
internal static class CouncilSheets
{
    private const string Name = "要対協ケース進行管理台帳";

    private static readonly Column[] Columns =
    [
        new("No", CellKind.Fixed), new("宛名番号", CellKind.Key), new("こども氏名", CellKind.PersonName), "ふりがな", new("生年月日", CellKind.Date),
        "種別", "主訴", new("受理日", CellKind.Date), new("終結日", CellKind.Date), "主担当機関", "備考",
    ];

    public static IEnumerable<Sheet> Of(InventedCity city)
    {
        for (var back = CaseHistory.YearsOfFiles - 1; back >= 0; back--)
        {
            var year = city.Year.Back(back);
            yield return Of(city, year.Mark, councilCase => councilCase.OpenIn(year), total: back == 0);
        }

        var first = city.Year.Back(CaseHistory.YearsOfFiles - 1).FirstDay;
        yield return Of(city, "過年度終結", councilCase => councilCase.ClosedOn < first, total: false);
    }

    private static Sheet Of(InventedCity city, string label, Func<CouncilCase, bool> belongs, bool total)
    {
        var cases = city.Cases.Cases
            .Where(belongs)
            .OrderBy(static councilCase => councilCase.AcceptedOn)
            .ThenBy(static councilCase => councilCase.Child.Number, StringComparer.Ordinal);
        return new Sheet(
            $"{ConsultationSheets.Folder}{Name}_{label}.csv",
            SheetStyle.Spreadsheet,
            Columns,
            slips => cases.Select((councilCase, index) => Row(councilCase, index + 1, slips)))
        {
            Title = CitySheets.Title($"{Name} {label}", city.AsOf),
            EndsWithTotal = total,
        };
    }

    private static string[] Row(CouncilCase councilCase, int number, Slips slips) =>
    [
        number.ToString(CultureInfo.InvariantCulture),
        councilCase.Child.Number,
        councilCase.Child.Name.Exact,
        Kana.ToHiragana(councilCase.Child.Name.Reading),
        slips.Date(councilCase.Child.Birth),
        councilCase.Category,
        councilCase.Complaint,
        slips.Date(councilCase.AcceptedOn),
        slips.Date(councilCase.ClosedOn),
        councilCase.LeadAgency,
        councilCase.Remark,
    ];
}
