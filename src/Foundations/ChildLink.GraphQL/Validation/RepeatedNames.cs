using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Validation;

/// <summary>Finds names that stand twice where each may stand once.</summary>
internal static class RepeatedNames
{
    private const int QuadraticSize = 12;

    /// <summary>Every name that stands more than once, with all its places in the order of the text. Allocates nothing when there is none among few.</summary>
    public static IEnumerable<KeyValuePair<string, List<SourceSpan>>> In<T>(ImmutableArray<T> items, Func<T, Name> nameOf)
    {
        if (items.Length <= QuadraticSize && !HasAny(items, nameOf))
            return [];
        var places = new Dictionary<string, List<SourceSpan>>();
        foreach (var item in items)
        {
            var name = nameOf(item);
            if (!places.TryGetValue(name.Value, out var list))
                places[name.Value] = list = [];
            list.Add(name.Span);
        }

        return places.Where(p => p.Value.Count > 1);
    }

    private static bool HasAny<T>(ImmutableArray<T> items, Func<T, Name> nameOf)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var name = nameOf(items[i]).Value;
            for (var j = 0; j < i; j++)
            {
                if (nameOf(items[j]).Value == name)
                    return true;
            }
        }

        return false;
    }
}
