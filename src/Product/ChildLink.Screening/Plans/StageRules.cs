using ChildLink.Records.Provisions;
using ChildLink.Screening.Features;

namespace ChildLink.Screening.Plans;

/// <summary>What the scope of a legal basis asks of a plan: whose records a run may read, and when.</summary>
internal static class StageRules
{
    /// <summary>Faults of a plan, in words.</summary>
    /// <param name="city">The municipality whose provisions the items need.</param>
    /// <param name="items">All items of the plan.</param>
    /// <param name="first">Items of its first stage; null where it has none.</param>
    public static IEnumerable<string> Faults(City city, IReadOnlyList<PlanItem> items, IReadOnlyList<PlanItem>? first)
    {
        foreach (var provision in ReadBy(city, items).Where(p => p.WidestScope == BasisScope.NamedChild))
            yield return $"an item needs '{provision.Id}', whose basis carries one named child: no run may read it.";
        var population = first is null ? items : first;
        foreach (var provision in ReadBy(city, population).Where(p => p.WidestScope == BasisScope.Flagged))
        {
            yield return first is null
                ? $"an item needs '{provision.Id}', whose basis carries flagged children only: the plan needs a firstStage without it."
                : $"an item of the first stage needs '{provision.Id}', whose basis carries flagged children only.";
        }
    }

    private static IEnumerable<Provision> ReadBy(City city, IReadOnlyList<PlanItem> items)
    {
        var read = ScreeningPlan.ProvisionsOf(items);
        return city.Provisions.Where(p => read.Contains(p.Id));
    }
}
