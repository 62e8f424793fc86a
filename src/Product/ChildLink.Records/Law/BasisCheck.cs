using System.Globalization;
using ChildLink.Privacy;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>Holds the bases of a provision against what their patterns demand, and against the organs of holder and recipient.</summary>
internal static class BasisCheck
{
    /// <summary>The bases of a provision, by the day each begins; every fault is told.</summary>
    public static IReadOnlyList<LegalBasis> Of(
        ProvisionDocument p, OrganEntry? holder, OrganEntry? recipient, LawBook law, bool special, Action<string, string> fault)
    {
        if ((p.Basis is null) == (p.Bases.Count == 0))
            fault("basis", "names either basis, or bases one after another.");
        var bases = new List<LegalBasis>();
        foreach (var entry in p.Basis is { } only ? [only] : p.Bases)
        {
            if (law.PatternOf(entry.Id) is not { } pattern)
            {
                fault("basis", $"'{entry.Id}' is not in legal-bases.yaml.");
                continue;
            }

            Demands(entry, pattern, law, fault);
            Terms(entry, pattern, p, law, fault);
            if (holder is not null && recipient is not null)
                Organs(entry, pattern, holder, recipient, fault);
            if (Made(entry, pattern, entry.Purposes.Count > 0 ? entry.Purposes : p.Purposes, fault) is { } made)
                bases.Add(made);
        }

        if (special)
            SpecialCare(p, bases, law, fault);
        return [.. bases.OrderBy(b => b.From)];
    }

    /// <summary>Tells whatever a basis lacks that its pattern, or every basis, demands.</summary>
    public static void Demands(BasisEntry entry, LegalBasisPattern pattern, LawBook law, Action<string, string> fault)
    {
        foreach (var demand in pattern.Demands.Select(d => PolicyWords.Parse<BasisDemand>(d)!.Value).Union(law.EveryBasis))
        {
            if (!Meets(entry, demand))
                fault("basis", $"{pattern.Id} demands '{Camel(demand)}'{Unread(entry, demand)}{Place(entry)}.");
        }

        if (entry.Trigger == PolicyWords.Of(BasisTrigger.Request) && string.IsNullOrWhiteSpace(entry.RequestOf))
            fault("basis", "the trigger is a request: requestOf says whose.");
    }

    /// <summary>Whether a basis as it is written meets a demand.</summary>
    public static bool Meets(BasisEntry entry, BasisDemand demand) => demand switch
    {
        BasisDemand.Statute => Says(entry.Statute),
        BasisDemand.Article => Citation.ParseAll(entry.Article).Count > 0,
        BasisDemand.SpecifiedPurpose => Says(entry.SpecifiedPurpose),
        BasisDemand.Affair => Says(entry.Affair),
        BasisDemand.MadeKnown => entry.MadeKnown is { } m && PolicyWords.Parse<Announcement>(m.How) is not null && Says(m.Where) && Day(m.On) is not null,
        BasisDemand.Register => Says(entry.Register),
        BasisDemand.Trigger => PolicyWords.Parse<BasisTrigger>(entry.Trigger) is not null,
        BasisDemand.Scope => PolicyWords.Parse<BasisScope>(entry.Scope) is not null,
        BasisDemand.RecipientKind => PolicyWords.Parse<RecipientKind>(entry.RecipientKind) is not null,
        BasisDemand.Regime => PolicyWords.Parse<HolderRegime>(entry.Regime) is not null,
        BasisDemand.Grounds => Says(entry.Grounds),
        BasisDemand.Approver => Says(entry.Approver),
        BasisDemand.Until => Says(entry.Until),
        BasisDemand.Consent => entry.Consent is { } c && Says(c.How) && Says(c.Record) && Says(c.Withdrawal),
        BasisDemand.Exception => PolicyWords.Parse<BasisException>(entry.Exception) is not null,
        _ => false,
    };

    private static void Terms(BasisEntry entry, LegalBasisPattern pattern, ProvisionDocument p, LawBook law, Action<string, string> fault)
    {
        var purposes = entry.Purposes.Count > 0 ? entry.Purposes : p.Purposes;
        foreach (var strange in entry.Purposes.Where(x => !p.Purposes.Contains(x)))
            fault("basis", $"carries the purpose '{strange}', which the provision does not name.");
        if (pattern.Purposes.Count > 0 && purposes.Exists(x => !pattern.Purposes.Contains(x)))
            fault("purposes", $"{pattern.Id} allows only {string.Join(", ", pattern.Purposes)}.");
        foreach (var kept in law.Patterns.Where(x => x.Id != pattern.Id && x.Purposes.Count > 0).SelectMany(x => x.Purposes.Intersect(purposes).Select(purpose => (purpose, x.Id))))
            fault("purposes", $"'{kept.purpose}' rests on {kept.Id} alone.");
        // A case statute opens one child's case. Read as leave to hand over everybody's data it would carry a population, whatever pattern names it.
        if (entry.Scope == PolicyWords.Of(BasisScope.Population))
        {
            if (law.CaseStatuteIn(entry.Statute, entry.Article) is { } statute)
                fault("basis", $"{statute.Law}{statute.Article} carries a case, not a population; scope flagged or named-child would be right, or another basis.");
            else if (law.CaseLawIn(entry.Statute, entry.Article) is { } named)
                fault("basis", $"names {named.Law} without an article, and so also {named.Article}, which carries a case, not a population: name the article.");
        }

        if (entry.Exception == PolicyWords.Of(BasisException.Statistics))
        {
            foreach (var purpose in purposes.Where(x => law.Purposes.FirstOrDefault(y => y.Id == x) is { Aggregate: false }))
                fault("purposes", $"'{purpose}' is about single children; a basis for statistics carries purposes with 'aggregate: true' only.");
        }
    }

    private static void Organs(BasisEntry entry, LegalBasisPattern pattern, OrganEntry holder, OrganEntry recipient, Action<string, string> fault)
    {
        var relation = PolicyWords.Parse<OrganRelation>(pattern.Organs);
        if (relation == OrganRelation.Same && holder.Id != recipient.Id)
            fault("basis", $"{pattern.Id} is use inside one organ; holder and recipient belong to different organs (APPI 69(2)(iii) would be right).");
        if (relation == OrganRelation.Different && holder.Id == recipient.Id)
            fault("basis", $"{pattern.Id} is provision to another organ; holder and recipient belong to the same (APPI 69(2)(ii) would be right).");
        var kind = PolicyWords.Of(OrganCheck.RecipientOf(holder, recipient));
        if (entry.RecipientKind is { } said && said != kind)
            fault("basis", $"recipientKind is '{said}', but by city.yaml it is '{kind}'.");
        if (pattern.Recipients.Count > 0 && !pattern.Recipients.Contains(kind))
            fault("basis", $"{pattern.Id} never reaches a recipient of the kind '{kind}'; only {string.Join(", ", pattern.Recipients)}.");
        var regime = PolicyWords.Of(OrganCheck.RegimeOf(holder));
        if (entry.Regime is { } chapter && chapter != regime)
            fault("basis", $"regime is '{chapter}', but by city.yaml the holder's is '{regime}'.");
        if (pattern.Regime != regime)
            fault("basis", $"{pattern.Id} is for holders of the regime '{pattern.Regime}'; '{holder.Id}' stands under '{regime}'.");
    }

    /// <summary>The basis of an entry; null, with what is wrong, where it cannot be one.</summary>
    public static LegalBasis? Made(BasisEntry entry, LegalBasisPattern pattern, IReadOnlyList<string> purposes, Action<string, string> fault)
    {
        var from = Day(entry.From);
        var until = entry.Until is null ? null : Day(entry.Until);
        if (from is null || (entry.Until is not null && until is null))
            fault("basis", "from and until are days, yyyy-MM-dd.");
        else if (until <= from)
            fault("basis", $"ends on {entry.Until}, before it begins on {entry.From}.");
        if (from is null || PolicyWords.Parse<BasisTrigger>(entry.Trigger) is not { } trigger || PolicyWords.Parse<BasisScope>(entry.Scope) is not { } scope
            || PolicyWords.Parse<RecipientKind>(entry.RecipientKind) is not { } recipient || PolicyWords.Parse<HolderRegime>(entry.Regime) is not { } regime)
            return null;
        return new LegalBasis(entry.Id, pattern.Pattern, from.Value, until)
        {
            Statute = entry.Statute,
            Article = entry.Article,
            Grounds = entry.Grounds,
            Approver = entry.Approver,
            Trigger = trigger,
            Scope = scope,
            Recipient = recipient,
            Regime = regime,
            Written = entry,
            Purposes = purposes,
        };
    }

    /// <summary>What needs special care is taken only where it is said why, somebody answers for it.</summary>
    private static void SpecialCare(ProvisionDocument p, IReadOnlyList<LegalBasis> bases, LawBook law, Action<string, string> fault)
    {
        if (string.IsNullOrWhiteSpace(p.Necessity))
            fault("necessity", "holds items that need special care (APPI 2(3)) and must say why the purposes cannot be reached without them.");
        foreach (var basis in bases.Where(b => b.Approver is null && law.PatternOf(b.Id) is { Pattern: 3 }))
            fault("basis", $"{basis.Id} carries items that need special care and demands 'approver'.");
    }

    /// <summary>What is wrong with the value of a key that is there, where a word of a closed set or a citation is demanded; empty where the key is missing.</summary>
    private static string Unread(BasisEntry entry, BasisDemand demand) => demand switch
    {
        BasisDemand.Trigger => NoneOf<BasisTrigger>(entry.Trigger),
        BasisDemand.Scope => NoneOf<BasisScope>(entry.Scope),
        BasisDemand.RecipientKind => NoneOf<RecipientKind>(entry.RecipientKind),
        BasisDemand.Regime => NoneOf<HolderRegime>(entry.Regime),
        BasisDemand.Exception => NoneOf<BasisException>(entry.Exception),
        BasisDemand.MadeKnown when entry.MadeKnown is not null => $": how, one of {string.Join(", ", PolicyWords.All<Announcement>())}, where, and on, a day yyyy-MM-dd",
        BasisDemand.Article when Says(entry.Article) => $"; '{entry.Article}' cannot be read as articles, e.g. 25条の3",
        _ => "",
    };

    private static string Place(IPlacedInFile entry) => entry.Line > 0 ? $" (basis from line {entry.Line} on)" : "";

    private static string NoneOf<T>(string? word)
        where T : struct, Enum => Says(word) ? $"; '{word}' is none of {string.Join(", ", PolicyWords.All<T>())}" : "";

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>The key under which a demand is met.</summary>
    public static string Camel(BasisDemand demand) => char.ToLowerInvariant(demand.ToString()[0]) + demand.ToString()[1..];

    private static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? JapanDay.Start(day) : null;
}
