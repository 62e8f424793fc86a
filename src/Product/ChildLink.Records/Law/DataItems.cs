using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>What the items of a provision are: class, special care, statutes that keep them secret, lineage.</summary>
internal static class DataItems
{
    /// <summary>The items of one provision, in order of columns.</summary>
    public static IReadOnlyList<CatalogueEntry> Of(ProvisionDocument p, LawBook law, Action<string, string> fault)
    {
        var columns = p.Columns.Where(c => !string.IsNullOrEmpty(c.Item)).DistinctBy(c => c.Item).ToList();
        var stored = columns.Select(c => c.Item!).ToHashSet(StringComparer.Ordinal);
        var groups = new Dictionary<string, ItemGroup>(StringComparer.Ordinal);
        foreach (var group in p.Items)
        {
            if (group.Class is { } written && !FieldClass.All.Contains(written))
                fault("items", $"class '{group.Class}' is unknown; one of {string.Join(", ", FieldClass.All)}.");
            foreach (var item in group.Items)
            {
                if (!stored.Contains(item))
                    fault("items", $"'{item}' is no item of a column.");
                if (!groups.TryAdd(item, group))
                    fault("items", $"'{item}' stands in two groups.");
            }
        }

        foreach (var item in stored.Where(i => law.Catalogue.Any(c => c.Id == i)))
            fault("items", $"'{item}' is the name of a product field in catalogue.yaml.");
        var entries = columns.ConvertAll(c => Entry(c, groups.GetValueOrDefault(c.Item!), p.Id));
        CheckRestrictions(p, [.. entries, .. law.Catalogue.Where(f => f.From.Contains(p.Id))], fault);
        return entries;
    }

    /// <summary>The items of all provisions; one that several name is one item, of one class.</summary>
    public static IReadOnlyList<CatalogueEntry> Merge(IReadOnlyList<Provision> provisions, List<PolicyProblem> problems)
    {
        var items = new SortedDictionary<string, CatalogueEntry>(StringComparer.Ordinal);
        foreach (var (provision, item) in provisions.SelectMany(p => p.Items.Select(i => (p, i))))
        {
            if (!items.TryGetValue(item.Id, out var known))
                items.Add(item.Id, item);
            else if (known.Class != item.Class || known.Special != item.Special)
                problems.Add(new PolicyProblem($"provisions/{provision.Id}.yaml", item.Id, $"has another class or special-care flag in {known.From[0]}."));
            else
                Add(known, item, provision.Id);
        }

        return [.. items.Values];
    }

    private static void Add(CatalogueEntry known, CatalogueEntry item, string provision)
    {
        known.From.Add(provision);
        if (item.Grantable)
            known.AllowGrants();
    }

    private static CatalogueEntry Entry(ColumnEntry column, ItemGroup? group, string provision) => new()
    {
        Id = column.Item!,
        Ja = column.Name,
        Class = group?.Class ?? FieldClass.Raw,
        Special = group?.Special ?? false,
        RestrictedBy = group?.RestrictedBy ?? [],
        Coarse = group?.Coarse,
        From = [provision],
    };

    /// <summary>Secrecy by another statute stays (69(3)): whoever takes such an item says why it is allowed all the same.</summary>
    private static void CheckRestrictions(ProvisionDocument p, IReadOnlyList<CatalogueEntry> fields, Action<string, string> fault)
    {
        foreach (var field in fields)
        {
            foreach (var statute in field.RestrictedBy.Where(s => !p.Restrictions.Exists(r => r.Statute == s && !string.IsNullOrWhiteSpace(r.Answer))))
                fault("restrictions", $"'{field.Id}' is restricted by {statute} and nothing is answered to it (APPI 69(3)).");
        }

        var asked = fields.SelectMany(f => f.RestrictedBy).ToHashSet(StringComparer.Ordinal);
        foreach (var idle in p.Restrictions.Where(r => !asked.Contains(r.Statute)))
            fault("restrictions", $"answers {idle.Statute}, which restricts no item here.");
        foreach (var twice in p.Restrictions.GroupBy(r => r.Statute, StringComparer.Ordinal).Where(g => g.Count() > 1))
            fault("restrictions", $"answers {twice.Key} twice.");
    }
}
