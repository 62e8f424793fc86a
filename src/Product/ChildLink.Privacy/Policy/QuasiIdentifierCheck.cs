namespace ChildLink.Privacy.Policy;

/// <summary>
/// Whoever sees a whole run sees it coarsened: what stands for a child in time, place and person is a quasi-identifier, and only
/// the run knows how many share it.
/// </summary>
internal static class QuasiIdentifierCheck
{
    private const string File = "catalogue.yaml";

    /// <summary>The one product field of this kind that a run coarsens.</summary>
    private const string SchoolAge = "child.school-age";

    public static void Check(PolicySet set, List<PolicyProblem> problems)
    {
        var declared = set.QuasiIdentifiers;
        foreach (var missing in PolicySet.LeastQuasiIdentifiers.Except(declared, StringComparer.Ordinal))
            problems.Add(new(File, "quasiIdentifiers", $"must name '{missing}': an acquaintance knows it of a child."));
        foreach (var twice in declared.GroupBy(d => d, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new(File, "quasiIdentifiers", $"names '{twice.Key}' twice."));
        foreach (var other in declared.Where(d => !IsItem(d)))
            problems.Add(new(File, "quasiIdentifiers", $"names '{other}', which is no item (F01, A07, …)."));
        foreach (var rule in set.Rules.Where(r => SeesPopulation(set, r)))
            CheckRule(set, rule, problems);
    }

    private static void CheckRule(PolicySet set, DisclosureRule rule, List<PolicyProblem> problems)
    {
        var classes = set.Catalogue.DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Class, StringComparer.Ordinal);
        foreach (var field in rule.Clear.Where(f => classes.GetValueOrDefault(f) == FieldClass.Raw))
            problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' must be coarse for whoever sees a whole run: fewer than five children may share what is clear."));
        foreach (var field in rule.Clear.Concat(rule.Coarse).Where(f => classes.GetValueOrDefault(f) is FieldClass.Attribute or FieldClass.Household))
        {
            if (field != SchoolAge || rule.Clear.Contains(field))
                problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' could tell a child of the run by what is known of it; only a coarse {SchoolAge} is shared by five."));
        }
    }

    private static bool SeesPopulation(PolicySet set, DisclosureRule rule) =>
        set.Roles.Find(r => r.Id == rule.Role)?.Purposes.Find(p => p.Id == rule.Purpose)?.Rows == "run-population";

    private static bool IsItem(string code) => code is ['F' or 'A', >= '0' and <= '9', >= '0' and <= '9'];
}
