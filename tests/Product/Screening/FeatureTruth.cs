using System.Globalization;
using System.Text;
using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

/// <summary>The true items of a synthetic city, by resident code and item code. Only tests read it.</summary>
internal static class FeatureTruth
{
    public static Dictionary<string, Dictionary<string, string>> Read(string city)
    {
        var lines = File.ReadAllLines(Path.Combine(city, "truth", "features.csv"), Encoding.UTF8);
        // The columns stand in the order of the table, then of the items beside it.
        lines[0].TrimStart('\uFEFF').Split(',').Length.ShouldBe(ItemCatalogue.All.Count + 1);
        return lines.Skip(1).Select(l => l.Split(',')).ToDictionary(
            cells => cells[0],
            cells => ItemCatalogue.All.Index().ToDictionary(i => i.Item.Code, i => Word(cells[i.Index + 1]), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    private static string Word(string cell) => cell switch
    {
        "MISSING" => "UNKNOWN",
        "NA" => "NA",
        _ => decimal.Parse(cell, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture),
    };
}
