namespace ChildLink.Screening.Runs;

/// <summary>
/// k-anonymity by leaving values out (Sweeney 2002, local suppression): whoever knows all quasi-identifiers of a child finds
/// at least <see cref="Fewest"/> children, whatever part of the answers is looked at.
/// </summary>
public static class SmallGroups
{
    /// <summary>Fewest children who may share what is shown (ARCHITECTURE 5: k ≥ 5).</summary>
    public const int Fewest = 5;

    /// <summary>How many of a child's values may be shown: that many from the first on, for the first are worth most.</summary>
    /// <param name="children">Per child its values; all of one length. The same children in another order get the same answer.</param>
    /// <returns>
    /// Per child 0 to the number of values. Children with the same number and the same values up to it are at least five; so are
    /// those of whom nothing is shown, unless all are fewer: one child alone without values would be the one that is rare.
    /// </returns>
    public static IReadOnlyList<int> Shown(IReadOnlyList<string[]> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        var shown = new int[children.Count];
        IReadOnlyList<int> open = [.. Enumerable.Range(0, children.Count)];
        var groups = new List<(int Values, string Key, IReadOnlyList<int> Children)>();
        for (var values = children.Count == 0 ? 0 : children[0].Length; values > 0; values--)
        {
            var alike = open.GroupBy(c => KeyOf(children[c], values), StringComparer.Ordinal).ToLookup(g => g.Count() >= Fewest);
            groups.AddRange(alike[true].Select(g => (values, g.Key, (IReadOnlyList<int>)[.. g])));
            open = [.. alike[false].SelectMany(g => g)];
        }

        foreach (var group in groups)
        {
            foreach (var child in group.Children)
                shown[child] = group.Values;
        }

        if (open.Count is > 0 and < Fewest && groups.Count > 0)
        {
            var hidden = groups.OrderBy(g => g.Children.Count).ThenByDescending(g => g.Values).ThenBy(g => g.Key, StringComparer.Ordinal).First();
            foreach (var child in hidden.Children)
                shown[child] = 0;
        }

        return shown;
    }

    private static string KeyOf(string[] values, int length) => string.Join('\u001f', values.Take(length));
}
