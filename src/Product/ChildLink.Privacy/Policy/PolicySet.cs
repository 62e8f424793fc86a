namespace ChildLink.Privacy.Policy;

/// <summary>The documents that a decision table is built of.</summary>
/// <param name="Purposes">Purposes.</param>
/// <param name="Roles">Roles.</param>
/// <param name="Catalogue">Product fields.</param>
/// <param name="Rules">Disclosure rules.</param>
/// <param name="Items">Data items of a municipality's provisions.</param>
public sealed record PolicySet(
    List<PurposeEntry> Purposes, List<RoleEntry> Roles, List<CatalogueEntry> Catalogue, List<DisclosureRule> Rules, IReadOnlyList<CatalogueEntry> Items)
{
    /// <summary>What no city can leave out: school age, sex, foreign nationality in the household.</summary>
    public static IReadOnlyList<string> LeastQuasiIdentifiers { get; } = ["F01", "A07", "F03"];

    /// <summary>Items by which somebody who knows a child could find it under its pseudonym; worth most first.</summary>
    public IReadOnlyList<string> QuasiIdentifiers { get; init; } = LeastQuasiIdentifiers;
}
