using System.Globalization;

namespace ChildLink.Cli.Synthesis.People;

/// <summary>Where a household lives, inside an area (町名).</summary>
internal sealed record Address(int Area, int Block, int Lot, int House, string Building)
{
    public string Postcode => string.Create(CultureInfo.InvariantCulture, $"{Places.PostcodePrefix}-{100 + (Area * 7):D4}");

    /// <summary>The register's long form.</summary>
    public string Long => string.Create(
        CultureInfo.InvariantCulture,
        $"{Places.Prefecture}{Places.City}{Places.Areas[Area]}{Block}丁目{Lot}番{House}号");

    /// <summary>The education board's short form.</summary>
    public string Short => string.Create(CultureInfo.InvariantCulture, $"{Places.City}{Places.Areas[Area]}{Block}-{Lot}-{House}");
}
