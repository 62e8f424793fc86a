using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>Holds what a provision would give of a named child (個別提供) against the law and against the floor.</summary>
internal static class GrantCheck
{
    private const string Where = "grants";

    /// <summary>Pattern of a basis by law: no other carries a case to somebody else.</summary>
    private const int ByLaw = 2;

    /// <summary>
    /// What is granted is counted, dated or chosen from a list: in a text whoever filled it in may have named anybody and any place.
    /// </summary>
    private static readonly string[] Closed = ["integer", "number", "date", "code"];

    /// <summary>
    /// Words of columns that say who or where somebody is or with whom they live. A second net behind class and type: a house number may be
    /// an integer, and a class may be written in error.
    /// </summary>
    private static readonly string[] Telling =
    [
        "住所", "ジュウショ", "居所", "住居", "方書", "町名", "番地", "郵便", "電話", "TEL", "連絡先", "アドレス", "転出", "転入", "前住", "本籍", "世帯", "同居", "続柄",
        "保護者", "家族", "氏名", "生年月日", "母", "父", "兄弟", "施設", "通学先", "学校名",
    ];

    /// <summary>The grants of a provision; every fault is told, and every item that may be granted is marked.</summary>
    public static IReadOnlyList<GrantTerms> Of(
        ProvisionDocument p, OrganEntry? holder, IReadOnlyList<CatalogueEntry> items, LawBook law, Action<string, string> fault)
    {
        // What one's own department noted (results, decisions, support) was handed over by nobody.
        if (p.Grants.Count > 0 && p.Holder == p.Recipient)
            fault(Where, "are for what another department hands over; the undertaking's own records are never granted.");
        var terms = new List<GrantTerms>();
        foreach (var entry in p.Grants)
        {
            CheckItems(entry, p, items, fault);
            if (law.PatternOf(entry.Basis.Id) is not { } pattern)
            {
                fault(Where, $"'{entry.Basis.Id}' is not in legal-bases.yaml.");
                continue;
            }

            void Fault(string _, string message) => fault(Where, message);
            CheckBasis(entry.Basis, pattern, holder, Fault);
            BasisCheck.Demands(entry.Basis, pattern, law, Fault);
            if (BasisCheck.Made(entry.Basis, pattern, [GrantTerms.Purpose], Fault) is { } basis)
                terms.Add(new GrantTerms(entry.Items, basis) { DemandsPersons = CarriesCase(entry.Basis, law), Necessity = entry.Necessity });
        }

        CheckOverlaps(terms, fault);
        return terms;
    }

    /// <summary>An item is granted out of one provision: of two a grant could not say whose value it opens.</summary>
    public static void Across(IReadOnlyList<Provision> provisions, List<PolicyProblem> problems)
    {
        foreach (var twice in provisions.SelectMany(p => p.Grants.SelectMany(g => g.Items).Distinct().Select(i => (Item: i, p.Id)))
            .GroupBy(x => x.Item, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new PolicyProblem("provisions", twice.Key, $"may be granted out of {string.Join(" and ", twice.Select(x => x.Id))}; one of them."));
    }

    private static void CheckItems(GrantEntry entry, ProvisionDocument p, IReadOnlyList<CatalogueEntry> items, Action<string, string> fault)
    {
        if (entry.Items.Count == 0)
            fault(Where, "names no item.");
        foreach (var name in entry.Items)
        {
            if (items.FirstOrDefault(i => i.Id == name) is not { } item)
            {
                fault(Where, $"'{name}' is no item of a column.");
                continue;
            }

            item.AllowGrants();
            if (item.Class != FieldClass.Raw)
                fault(Where, $"'{name}' is of the class '{item.Class}'; only a raw item is ever granted, never who or where somebody is or with whom they live.");
            else if (!p.Items.Exists(g => g.Class == FieldClass.Raw && g.Items.Contains(name)))
                fault(Where, $"'{name}' has no class; only what stands under items with 'class: raw' is ever granted, so that somebody looked at what it is.");
            CheckColumns(name, p, fault);
            if (item.Special && string.IsNullOrWhiteSpace(entry.Necessity))
                fault(Where, $"'{name}' needs special care (APPI 2(3)): necessity says why the institution cannot do without it.");
            foreach (var statute in item.RestrictedBy.Where(s => !entry.Restrictions.Exists(r => r.Statute == s && !string.IsNullOrWhiteSpace(r.Answer))))
                fault(Where, $"'{name}' is restricted by {statute} and nothing is answered to it for the institution (APPI 69(3)).");
        }
    }

    private static bool CarriesCase(BasisEntry basis, LawBook law) =>
        law.CaseStatuteIn(basis.Statute, basis.Article) is not null || law.CaseLawIn(basis.Statute, basis.Article) is not null;

    private static void CheckColumns(string item, ProvisionDocument p, Action<string, string> fault)
    {
        foreach (var column in p.Columns.Where(c => c.Item == item))
        {
            if (!Closed.Contains(column.Type) || (column.Type == "code" && column.Values.Count == 0))
                fault(Where, $"'{item}' stands in the column '{column.Name}' of the type '{column.Type}'; only integer, number, date and code with values are ever granted, never what may hold any words.");
            if (Tells(column))
                fault(Where, $"'{item}' stands in the column '{column.Name}', which tells who or where somebody is or with whom they live; that is never granted.");
        }
    }

    private static bool Tells(ColumnEntry column)
    {
        var plain = string.Concat(CompatibilityForm.Of(column.Name).Where(c => !char.IsWhiteSpace(c)));
        return Array.Exists(Telling, w => plain.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    private static void CheckBasis(BasisEntry basis, LegalBasisPattern pattern, OrganEntry? holder, Action<string, string> fault)
    {
        if (pattern.Pattern != ByLaw || !pattern.Demands.Contains(PolicyWords.Of(BasisDemand.Article)) || pattern.Purposes.Count > 0)
            fault(Where, $"{pattern.Id} is no basis by statute and article; a grant rests on one.");
        if (basis.Scope is { } scope && scope != PolicyWords.Of(BasisScope.NamedChild))
            fault(Where, $"scope is '{scope}'; a grant carries one child, scope named-child would be right.");
        if (basis.Purposes.Exists(p => p != GrantTerms.Purpose))
            fault(Where, $"carries '{GrantTerms.Purpose}' only.");
        if (basis.RecipientKind is { } kind && pattern.Recipients.Count > 0 && !pattern.Recipients.Contains(kind))
            fault(Where, $"{pattern.Id} never reaches a recipient of the kind '{kind}'; only {string.Join(", ", pattern.Recipients)}.");
        if (holder is null)
            return;
        var regime = PolicyWords.Of(OrganCheck.RegimeOf(holder));
        if (basis.Regime is { } chapter && (chapter != regime || pattern.Regime != regime))
            fault(Where, $"{pattern.Id} and regime '{chapter}' do not fit: by city.yaml the holder's regime is '{regime}'.");
    }

    /// <summary>At any instant an item has one set of terms under one basis for one kind of recipient.</summary>
    private static void CheckOverlaps(List<GrantTerms> terms, Action<string, string> fault)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = i + 1; j < terms.Count; j++)
            {
                var (one, other) = (terms[i].Basis, terms[j].Basis);
                if (one.Id == other.Id && one.Recipient == other.Recipient && Meet(one, other) && terms[i].Items.Intersect(terms[j].Items, StringComparer.Ordinal).FirstOrDefault() is { } item)
                    fault(Where, $"'{item}' stands twice under {one.Id} for '{PolicyWords.Of(one.Recipient)}' at one time.");
            }
        }
    }

    private static bool Meet(LegalBasis one, LegalBasis other) =>
        (one.Until is not { } end || other.From < end) && (other.Until is not { } otherEnd || one.From < otherEnd);
}
