using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>The invented city of policies/municipalities/152242, its areas, and the invented cities around it.</summary>
internal static class Places
{
    public const string Prefecture = "千早県";
    public const string City = "波音市";

    /// <summary>No Japanese postcode begins with 000.</summary>
    public const string PostcodePrefix = "000";

    private static readonly string[] Stems =
    [
        "入船", "鶴巻", "桐原", "楠木", "稲穂", "星川", "水門", "竹橋", "千歳", "柳瀬", "藤棚",
        "雁木", "塩浜", "船溜", "桑畑", "笹塚", "栗林", "鐘楼", "石段", "灯台", "舞鶴", "月見",
        "米蔵", "大樋", "茶園", "蛍沢", "葦原", "御影", "霞台", "渡場", "荒磯", "杉並木", "鷺宮",
    ];

    private static readonly string[] OtherCities =
    [
        "千早県鳴瀬市", "葦北県雲居市", "東雲都南港区", "北嶺道雪原市", "紀路県橘川市", "大和路府三輪台市", "筑穂県有明台市",
    ];

    private static readonly string[] Buildings = ["市営波音団地", "県営港団地", "コーポ", "メゾン", "グリーンハイツ", "シーサイド"];
    private static readonly string[] BuildingMarks = ["一号棟", "二号棟", "すみれ", "けやき", "みなと", "つばさ"];

    /// <summary>99 areas; the first ones are used first, one for each elementary school.</summary>
    public static IReadOnlyList<string> Areas { get; } =
        [.. Stems, .. Array.ConvertAll(Stems, stem => "東" + stem), .. Array.ConvertAll(Stems, stem => "西" + stem)];

    public static string OtherCity(SeededRandom random) => random.Pick(OtherCities);

    public static Address Draw(SeededRandom random, int areas, double stress)
    {
        var flat = random.Chance(stress > 0.8 ? 0.5 : 0.25);
        var building = flat
            ? string.Concat(random.Pick(Buildings), random.Pick(BuildingMarks), random.Between(1, 4), "0", random.Between(1, 9), "号")
            : string.Empty;
        return new Address(random.Below(areas), random.Between(1, 6), random.Between(1, 48), random.Between(1, 24), building);
    }
}
