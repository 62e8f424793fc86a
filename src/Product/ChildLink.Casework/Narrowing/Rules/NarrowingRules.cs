using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Plans;

namespace ChildLink.Casework.Narrowing.Rules;

/// <summary>The narrowing rules of a municipality, compiled.</summary>
public sealed class NarrowingRules
{
    private readonly Dictionary<string, NarrowingRule> rules;

    private NarrowingRules(Dictionary<string, NarrowingRule> rules) => this.rules = rules;

    /// <summary>All rules in order of their ids.</summary>
    public IReadOnlyList<NarrowingRule> All => [.. rules.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>Compiles every file under <c>narrowing/</c> of the city's folder.</summary>
    /// <exception cref="PolicyException">With the faults of every file; also where a plan of the city does not compile.</exception>
    public static NarrowingRules Load(City city)
    {
        ArgumentNullException.ThrowIfNull(city);
        var plans = ScreeningPlans.Load(city);
        var rules = new Dictionary<string, NarrowingRule>(StringComparer.Ordinal);
        var problems = new List<PolicyProblem>();
        foreach (var file in new PolicyFiles(city.Folder).List("narrowing"))
        {
            try
            {
                var rule = new NarrowingRuleCompiler(city, plans, file).Compile();
                rules.Add(rule.Id, rule);
            }
            catch (PolicyException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? new NarrowingRules(rules) : throw new PolicyException(problems);
    }

    /// <summary>A rule by name, or null.</summary>
    public NarrowingRule? Find(string id) => rules.GetValueOrDefault(id);
}
