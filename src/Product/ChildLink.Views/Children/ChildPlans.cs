using System.Collections.Concurrent;
using ChildLink.Privacy.Policy;

namespace ChildLink.Views.Children;

/// <summary>Plans by role, purpose, document and selection. Bounded: clients choose selections.</summary>
internal sealed class ChildPlans(DecisionTable policy)
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<(string Role, string Purpose, string Document, string Selection, string Closed), ChildPlan> kept = new();

    /// <summary>The plan, or the first name that the document does not offer.</summary>
    public (ChildPlan? Plan, string? UnknownField) For(
        RolePurpose access, ChildDocument document, IReadOnlyList<string>? names, IReadOnlySet<string> closed)
    {
        if (names is { Count: 0 })
            return (null, "");
        var key = (access.Role, access.Purpose, document.Name, names is null ? "" : string.Join(',', names), closed.Count == 0 ? "" : string.Join(',', closed));
        if (kept.TryGetValue(key, out var plan))
            return (plan, null);
        var selection = document.Defaults;
        if (names is not null)
        {
            var unknown = names.FirstOrDefault(n => !Array.Exists(document.Fields, f => f.Name == n));
            if (unknown is not null)
                return (null, unknown);
            selection = [.. document.Fields.Where(f => names.Contains(f.Name, StringComparer.Ordinal))];
        }

        plan = new ChildPlan(policy, access, document, selection, closed);
        if (kept.Count < Most)
            kept.TryAdd(key, plan);
        return (plan, null);
    }
}
