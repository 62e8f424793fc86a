using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Screening.Plans;

/// <summary>The plans of a municipality, compiled.</summary>
public sealed class ScreeningPlans
{
    private readonly Dictionary<string, ScreeningPlan> plans;

    private ScreeningPlans(Dictionary<string, ScreeningPlan> plans) => this.plans = plans;

    /// <summary>Names of all plans, sorted.</summary>
    public IReadOnlyList<string> Ids => [.. plans.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Compiles every file under <c>plans/</c> of the city's folder.</summary>
    /// <param name="city">The municipality.</param>
    /// <param name="quasi">Quasi-identifiers of the policy, which no plan may count: the points would tell what is withheld.</param>
    /// <exception cref="PolicyException">With the faults of every file.</exception>
    public static ScreeningPlans Load(City city, IReadOnlyList<string>? quasi = null)
    {
        var plans = new Dictionary<string, ScreeningPlan>(StringComparer.Ordinal);
        var problems = new List<PolicyProblem>();
        foreach (var file in new PolicyFiles(city.Folder).List("plans"))
        {
            try
            {
                var plan = PlanCompiler.Compile(city, file);
                plans.Add(plan.Id, plan);
                problems.AddRange(plan.Counted.Intersect(quasi ?? [], StringComparer.Ordinal).Select(i => new PolicyProblem(
                    file, i, "is a quasi-identifier of catalogue.yaml and must not count: the points would tell what is withheld of a child.")));
            }
            catch (PolicyException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? new ScreeningPlans(plans) : throw new PolicyException(problems);
    }

    /// <summary>A plan by name, or null.</summary>
    public ScreeningPlan? Find(string id) => plans.GetValueOrDefault(id);
}
