using System.Collections.Frozen;

namespace ChildLink.Screening.Features;

/// <summary>Which provisions the value of an item may come from.</summary>
public static class ItemSources
{
    private static readonly FrozenDictionary<string, IReadOnlySet<string>> ByCode = ItemRule.ByCode.Values.ToFrozenDictionary(
        r => r.Code, IReadOnlySet<string> (r) => r.Needs.Concat(r.Uses).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Every item, by code.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. ByCode.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The provisions of an item; none for an unknown code.</summary>
    public static IReadOnlySet<string> Of(string code) => ByCode.TryGetValue(code, out var found) ? found : FrozenSet<string>.Empty;
}
