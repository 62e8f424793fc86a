using System.Globalization;
using System.Text;

namespace ChildLink.Tests.Product.Screening;

/// <summary>The true items of a synthetic city, by resident code and item code. Only tests read it.</summary>
internal static class FeatureTruth
{
    /// <summary>Columns of <c>features.csv</c> by name, for the items the product makes.</summary>
    private static readonly (string Item, string Column)[] Columns =
    [
        ("F01", "学齢"), ("F03", "外国人がいる世帯"), ("F05", "転入者"), ("F07", "EPDS"), ("F08", "EPDS10番該当"), ("F10", "若年出産"),
        ("F38", "児童扶養手当受給世帯"), ("F39", "出欠の記録_欠席日数"), ("F45", "要対協のケース進行管理台帳_(こども氏名)"),
        ("F46", "要対協のケース進行管理台帳_(世帯員)"), ("F52", "多子世帯(18歳以下3人以上)"), ("F53", "高齢出産"),
    ];

    public static Dictionary<string, Dictionary<string, string>> Read(string city)
    {
        var lines = File.ReadAllLines(Path.Combine(city, "truth", "features.csv"), Encoding.UTF8);
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        var positions = Columns.Select(c => (c.Item, Position: Array.IndexOf(header, c.Column))).ToList();
        positions.ShouldAllBe(p => p.Position >= 0);
        return lines.Skip(1).Select(l => l.Split(',')).ToDictionary(
            cells => cells[0],
            cells => positions.ToDictionary(p => p.Item, p => Word(cells[p.Position]), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private static string Word(string cell) => cell switch
    {
        "MISSING" => "UNKNOWN",
        "NA" => "NA",
        _ => decimal.Parse(cell, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture),
    };
}
