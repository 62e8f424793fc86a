using System.Collections.Concurrent;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Views.Children;

/// <summary>Plans by role, purpose, document and selection. Bounded: clients choose selections.</summary>
internal sealed class ChildPlans(DecisionTable policy, City city)
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<(string Role, string Purpose, string Document, ulong Properties, string Closed, string? Context), ChildPlan> kept = new();

    /// <summary>The plan, or the first name that the document does not offer.</summary>
    public (ChildPlan? Plan, string? UnknownField) For(
        RolePurpose access, ChildDocument document, IReadOnlyList<string>? names, ClosedSources closed, string? context)
    {
        var (selection, unknown) = Select(document, names);
        if (selection is null)
            return (null, unknown);
        var properties = 0UL;
        foreach (var field in selection)
            properties |= 1UL << Array.IndexOf(document.Fields, field);
        return (For(access, document, properties, closed, context), null);
    }

    /// <summary>The plan of properties, a bit for each by its place in the document.</summary>
    /// <param name="access">Role and purpose.</param>
    /// <param name="document">The document.</param>
    /// <param name="properties">The bits.</param>
    /// <param name="closed">What has no basis in force.</param>
    /// <param name="context">Kind of the context that chooses the rows, where there are several; else null.</param>
    public ChildPlan For(RolePurpose access, ChildDocument document, ulong properties, ClosedSources closed, string? context)
    {
        var key = (access.Role, access.Purpose, document.Name, properties, closed.Key, context);
        if (kept.TryGetValue(key, out var plan))
            return plan;
        plan = new ChildPlan(policy, city, access, document, [.. document.Fields.Where((_, i) => (properties & (1UL << i)) != 0)], closed, context);
        if (kept.Count < Most)
            kept.TryAdd(key, plan);
        return plan;
    }

    private static (ViewField[]? Selection, string? Unknown) Select(ChildDocument document, IReadOnlyList<string>? names)
    {
        if (names is null)
            return (document.Defaults, null);
        foreach (var name in names)
        {
            if (!Array.Exists(document.Fields, f => f.Name == name))
                return (null, name ?? "");
        }

        return names.Count == 0 ? (null, "") : ([.. document.Fields.Where(f => names.Contains(f.Name, StringComparer.Ordinal))], null);
    }
}
