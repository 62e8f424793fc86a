using ChildLink.Learning.Lineage;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Training;

/// <summary>
/// Where items come from, taken from what their rules declare to read and from what the city's provisions draw on. Nobody
/// keeps a list of items that leak: it follows.
/// </summary>
public static class ItemLineage
{
    /// <summary>The lineage of every item the product makes.</summary>
    public static FeatureLineage Of(City city) => new(
        ItemRule.ByCode.Values.ToDictionary(r => r.Code, SourcesOf, StringComparer.Ordinal),
        city.Provisions.ToDictionary(p => p.Id, p => p.DrawsOn, StringComparer.Ordinal));

    // A provision that is merely used as evidence can carry the label as well as one that is needed.
    private static IReadOnlyList<ItemSource> SourcesOf(ItemRule rule) =>
        [.. rule.Needs.Concat(rule.Uses).Select(p => new ItemSource(p, rule.OfOthers.Contains(p, StringComparer.Ordinal) ? RecordOf.Other : RecordOf.Self))];
}
