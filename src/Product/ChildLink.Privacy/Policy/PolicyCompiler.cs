using System.Security.Cryptography;
using System.Text;

namespace ChildLink.Privacy.Policy;

/// <summary>Compiles the YAML files into a <see cref="DecisionTable"/> and refuses what does not add up.</summary>
public static class PolicyCompiler
{
    /// <summary>個別提供: a rule under this condition opens what a provision declares, while a grant names the child and the institution.</summary>
    internal const string Granted = "granted";

    /// <summary>Compiles the policy folder.</summary>
    /// <param name="files">The policy that all municipalities share.</param>
    /// <param name="municipality">
    /// Folder of the municipality, whose provisions, plans and limits are law too: the hash covers them. Null where no
    /// municipality is served.
    /// </param>
    /// <exception cref="PolicyException">Some file is missing, malformed, contradictory or touches the floor.</exception>
    /// <param name="items">Data items of the municipality's provisions: known to the table, raw and withheld unless a rule says otherwise.</param>
    public static DecisionTable Compile(PolicyFiles files, string? municipality = null, IReadOnlyList<CatalogueEntry>? items = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var catalogue = files.Read<CatalogueDocument>("catalogue.yaml");
        var set = new PolicySet(
            files.Read<PurposesDocument>("purposes.yaml").Purposes, files.Read<RolesDocument>("roles.yaml").Roles,
            catalogue.Fields, files.Read<DisclosureDocument>("disclosure.yaml").Rules, items ?? [])
        { QuasiIdentifiers = catalogue.QuasiIdentifiers };
        return Build(set, HashOf(files.Folder, municipality));
    }

    /// <summary>Builds the table of documents that were read already.</summary>
    /// <param name="set">The documents.</param>
    /// <param name="hash">Hash of what they were read from.</param>
    /// <exception cref="PolicyException">They contradict each other or touch the floor.</exception>
    public static DecisionTable Build(PolicySet set, string hash)
    {
        ArgumentNullException.ThrowIfNull(set);
        var problems = new List<PolicyProblem>();
        CheckNames(set.Purposes, set.Roles, [.. set.Catalogue, .. set.Items], set.Rules, problems);
        CheckFloor(set.Rules, [.. set.Catalogue, .. set.Items], problems);
        CheckGrants(set, problems);
        CheckAggregates(set, problems);
        QuasiIdentifierCheck.Check(set, problems);
        if (problems.Count > 0)
            throw new PolicyException(problems);
        return new TableBuilding(set).Table(hash);
    }

    /// <summary>What only counts shows nobody: were a role to see a child under it, a basis for statistics would carry a person.</summary>
    private static void CheckAggregates(PolicySet set, List<PolicyProblem> problems)
    {
        foreach (var purpose in set.Purposes.Where(p => p.Aggregate))
        {
            foreach (var role in set.Roles.Where(r => r.Purposes.Exists(p => p.Id == purpose.Id && p.Rows != "none")))
                problems.Add(new("purposes.yaml", purpose.Id, $"is aggregate, but the role '{role.Id}' sees children under it; rows: none would be right."));
            foreach (var rule in set.Rules.Where(r => r.Purpose == purpose.Id))
                problems.Add(new("purposes.yaml", purpose.Id, $"is aggregate, but the rule '{rule.Id}' opens fields of children under it."));
        }
    }

    /// <summary>SHA-256 over the shared files and those of the municipality; what only tests the policy is no part of it.</summary>
    public static string HashOf(string shared, string? municipality)
    {
        var digests = PolicyFiles.DigestOf(shared, SearchOption.TopDirectoryOnly)
            + (municipality is null ? "" : PolicyFiles.DigestOf(municipality, SearchOption.AllDirectories));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digests)));
    }

    internal static RowGuard GuardOf(DisclosureRule rule, RowScope rows, string field, string fieldClass)
    {
        // The school of a protected child is for the school itself and for those who work on the case (ARCHITECTURE 5);
        // an emergency is no such work, whoever opens it.
        var hidden = fieldClass is FieldClass.Address or FieldClass.Household
            || (fieldClass == FieldClass.Whereabouts && (rows == RowScope.EmergencyHousehold || rule.Role is not ("user-entity" or "narrower")))
            // What a caseworker wrote may tell where a family was seen: an institution reads it of no protected household.
            || (fieldClass == FieldClass.Case && rule.Role == "user-entity");
        // An item of a child under protection may tell where it was seen: whatever is granted is closed while the measure holds.
        if (rule.When == Granted)
            return RowGuard.Granted | RowGuard.Unprotected;
        var guard = hidden ? RowGuard.Unprotected : RowGuard.None;
        if (rule.When != "shared")
            return guard;
        // What a case holds was written by staff: a share opens none of it unless the decision says so.
        return guard | (fieldClass == FieldClass.Case ? RowGuard.SharedWithMeasures : field == "result.points" ? RowGuard.SharedWithPoints : RowGuard.Shared);
    }

    internal static RowScope? ParseRows(string rows) => rows switch
    {
        "none" => RowScope.None,
        "run-population" => RowScope.RunPopulation,
        "run-candidates" => RowScope.RunCandidates,
        "own-institution" => RowScope.OwnInstitution,
        "open-cases" => RowScope.OpenCases,
        "emergency-household" => RowScope.EmergencyHousehold,
        _ => null,
    };

    private static void CheckNames(
        List<PurposeEntry> purposes, List<RoleEntry> roles, List<CatalogueEntry> catalogue, List<DisclosureRule> rules, List<PolicyProblem> problems)
    {
        Unique(purposes.Select(p => p.Id), "purposes.yaml", problems);
        Unique(roles.Select(r => r.Id), "roles.yaml", problems);
        Unique(catalogue.Select(c => c.Id), "catalogue.yaml", problems);
        Unique(rules.Select(r => r.Id), "disclosure.yaml", problems);
        foreach (var purpose in purposes.Where(p => string.IsNullOrWhiteSpace(p.Affair)))
            problems.Add(new("purposes.yaml", purpose.Id, "names no affair under law or ordinance (APPI 61)."));
        foreach (var entry in catalogue.Where(c => !FieldClass.All.Contains(c.Class)))
            problems.Add(new("catalogue.yaml", entry.Id, $"class '{entry.Class}' is unknown; one of {string.Join(", ", FieldClass.All)}."));
        var knownPurposes = purposes.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            foreach (var purpose in role.Purposes)
            {
                if (!knownPurposes.Contains(purpose.Id))
                    problems.Add(new("roles.yaml", role.Id, $"purpose '{purpose.Id}' is not in purposes.yaml."));
                if (ParseRows(purpose.Rows) is null)
                    problems.Add(new("roles.yaml", role.Id, $"rows '{purpose.Rows}' is unknown."));
                if (ParseRows(purpose.Rows) is RowScope.RunCandidates or RowScope.RunPopulation && purpose.Context is not [AccessKind.Run])
                    problems.Add(new("roles.yaml", role.Id, $"purpose '{purpose.Id}' shows children of a run and must declare context: run."));
                if (ParseRows(purpose.Rows) is RowScope.OpenCases && (purpose.Context.Count == 0 || purpose.Context.Exists(k => k is not (AccessKind.Case or AccessKind.Conference))))
                    problems.Add(new("roles.yaml", role.Id, $"purpose '{purpose.Id}' shows children of open cases and must declare context: case, conference or both."));
                if (ParseRows(purpose.Rows) is RowScope.EmergencyHousehold && purpose.Context is not [AccessKind.Emergency])
                    problems.Add(new("roles.yaml", role.Id, $"purpose '{purpose.Id}' shows the household of an emergency and must declare context: emergency."));
                foreach (var kind in purpose.Context.Where(k => !ContextKinds.Known.Contains(k)))
                    problems.Add(new("roles.yaml", role.Id, $"context '{kind}' of purpose '{purpose.Id}' is unknown; one of {string.Join(", ", ContextKinds.Known)}."));
            }
        }

        var fields = catalogue.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (!roles.Exists(r => r.Id == rule.Role && r.Purposes.Exists(p => p.Id == rule.Purpose)))
                problems.Add(new("disclosure.yaml", rule.Id, $"role '{rule.Role}' has no purpose '{rule.Purpose}'."));
            if (rule.When is not (null or "shared" or Granted))
                problems.Add(new("disclosure.yaml", rule.Id, $"when '{rule.When}' is unknown; only 'shared' or 'granted'."));
            if (rule.When is ("shared" or Granted) && roles.Find(r => r.Id == rule.Role)?.Purposes.Find(p => p.Id == rule.Purpose)?.Rows != "own-institution")
                problems.Add(new("disclosure.yaml", rule.Id, $"when '{rule.When}' needs a purpose with rows: own-institution; it names an institution."));
            foreach (var field in rule.Clear.Concat(rule.Coarse).Where(f => !fields.ContainsKey(f)))
                problems.Add(new("disclosure.yaml", rule.Id, $"field '{field}' is not in catalogue.yaml."));
            foreach (var field in rule.Coarse.Where(f => fields.TryGetValue(f, out var e) && e.Coarse is null))
                problems.Add(new("disclosure.yaml", rule.Id, $"field '{field}' has no coarse form in catalogue.yaml."));
        }
    }

    /// <summary>The floor: what no policy can grant.</summary>
    private static void CheckFloor(List<DisclosureRule> rules, List<CatalogueEntry> catalogue, List<PolicyProblem> problems)
    {
        var fields = catalogue.DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Class, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var field in rule.Clear.Concat(rule.Coarse))
            {
                var fieldClass = fields.GetValueOrDefault(field);
                if (rule.Role == "user-entity" && fieldClass == FieldClass.Raw)
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' is a raw analytic input; a user entity sees one only by a grant."));
                if (rule.Role == "user-entity" && fieldClass == FieldClass.Result && (rule.When != "shared" || rule.Clear.Contains(field)))
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' shows that a child was analysed; a user entity sees it coarse and by a share only."));
                if (rule.Role is ("analyst" or "privacy-officer") && fieldClass is (FieldClass.Identity or FieldClass.Address or FieldClass.Whereabouts))
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' identifies a child; the role '{rule.Role}' never sees it."));
                if (rule.Role is ("analyst" or "privacy-officer") && fieldClass == FieldClass.Case)
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' is the content of a case; the role '{rule.Role}' never sees it."));
                if (rule.Role == "user-entity" && fieldClass == FieldClass.Case && rule.When != "shared")
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' is the content of a case; a user entity sees it by a share only."));
                if (rule.Role == "analyst" && fieldClass == FieldClass.Key && rule.Clear.Contains(field))
                    problems.Add(new("disclosure.yaml", rule.Id, $"'{field}' must be coarse (a pseudonym) for an analyst."));
            }
        }
    }

    /// <summary>
    /// The floor of 個別提供: one item that a department handed over, and nothing else. What was judged of a child, what staff wrote, who
    /// and where somebody is and with whom they live is of another class, and no provision and no rule makes a grant of it.
    /// </summary>
    private static void CheckGrants(PolicySet set, List<PolicyProblem> problems)
    {
        foreach (var rule in set.Rules.Where(r => r.When == Granted && (r.Clear.Count > 0 || r.Coarse.Count > 0)))
            problems.Add(new("disclosure.yaml", rule.Id, "when 'granted' names no field: `grants` of a provision says which items may be granted."));
        foreach (var item in set.Items.Where(i => i.Grantable && i.Class != FieldClass.Raw))
            problems.Add(new("provisions", item.Id, $"is of the class '{item.Class}'; only a raw item is ever granted."));
        foreach (var field in set.Catalogue.Where(f => f.Grantable))
            problems.Add(new("catalogue.yaml", field.Id, "is a product field; only an item of a provision is ever granted."));
    }

    private static void Unique(IEnumerable<string> ids, string file, List<PolicyProblem> problems)
    {
        foreach (var twice in ids.GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new(file, twice.Key, "is declared twice."));
    }
}
