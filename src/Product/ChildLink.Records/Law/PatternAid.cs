using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>
/// Aid for counsel: which of the three patterns can carry an item to a recipient for a purpose, why, and what is missing for it.
/// It decides nothing; a city's own counsel does.
/// </summary>
public sealed class PatternAid(City city)
{
    /// <summary>Judges every pattern for an item.</summary>
    /// <param name="item">A data item of the city's provisions.</param>
    /// <param name="purpose">A purpose.</param>
    /// <param name="recipient">A department of city.yaml; null for the recipient of each provision.</param>
    /// <param name="now">The instant: of the bases one is in force.</param>
    public AidOutcome Judge(string item, string purpose, string? recipient, DateTimeOffset now)
    {
        var entry = city.Items.FirstOrDefault(i => i.Id == item);
        if (entry is null)
            return new AidOutcome.Unknown("item", "is no data item of this city's provisions.");
        if (city.Law.Purposes.FirstOrDefault(p => p.Id == purpose) is not { } named)
            return new AidOutcome.Unknown("purpose", "is not in purposes.yaml.");
        if (recipient is not null && OrganOf(recipient) is null)
            return new AidOutcome.Unknown("recipient", "is no department of city.yaml.");
        return new AidOutcome.Judged(entry, purpose, [.. city.Provisions.Where(p => entry.From.Contains(p.Id)).Select(p => Of(p, entry, named, recipient ?? p.Recipient, now))]);
    }

    private AidOfProvision Of(Provision provision, CatalogueEntry entry, PurposeEntry purpose, string recipient, DateTimeOffset now)
    {
        var holder = OrganOf(provision.Holder)!;
        var kind = OrganCheck.RecipientOf(holder, OrganOf(recipient)!);
        var present = provision.BasisToShow(now);
        return new AidOfProvision(
            provision.Id, provision.Holder, recipient, kind, present.Id,
            [.. city.Law.Patterns.OrderBy(p => p.Pattern).Select(p => Verdict(p, provision, present, entry, purpose, OrganCheck.RegimeOf(holder), kind))]);
    }

    private AidVerdict Verdict(
        LegalBasisPattern pattern, Provision provision, LegalBasis present, CatalogueEntry entry, PurposeEntry purpose, HolderRegime regime, RecipientKind kind)
    {
        var against = new List<string>();
        var reasons = new List<string>();
        if (pattern.Regime != PolicyWords.Of(regime))
            against.Add($"binds holders of the regime '{pattern.Regime}', and this holder's is '{PolicyWords.Of(regime)}'");
        if (pattern.Recipients.Count > 0 && !pattern.Recipients.Contains(PolicyWords.Of(kind)))
            against.Add($"reaches {string.Join(", ", pattern.Recipients)} only, and this recipient is '{PolicyWords.Of(kind)}'");
        if (pattern.Purposes.Count > 0 && !pattern.Purposes.Contains(purpose.Id))
            against.Add($"carries {string.Join(", ", pattern.Purposes)} only");
        if (city.Law.Patterns.FirstOrDefault(p => p.Id != pattern.Id && p.Purposes.Contains(purpose.Id)) is { } only)
            against.Add($"'{purpose.Id}' rests on {only.Id} alone");
        if (pattern.Demands.Contains(PolicyWords.Of(BasisDemand.Exception)) && !purpose.Aggregate)
            reasons.Add("for research, plain benefit or a special reason only: statistics show nobody, and this purpose is about single children");
        if (pattern.Temporary)
            reasons.Add("for a time only: the end is warned of, and another pattern is looked for meanwhile");
        reasons.AddRange(ByStatute(pattern, present));
        return new AidVerdict(
            pattern.Pattern, pattern.Id, pattern.Ja, against.Count == 0, [.. against, .. reasons],
            against.Count == 0 ? [.. Missing(pattern, provision, present, entry, purpose)] : []);
    }

    private IEnumerable<string> ByStatute(LegalBasisPattern pattern, LegalBasis present)
    {
        var cited = $"{present.Statute} {present.Article}".Trim();
        if (pattern.Pattern == 1 && pattern.Purposes.Count == 0)
        {
            yield return city.Law.OwnTaskIn(cited) is { } task
                ? $"{task.Law}{task.Article} makes this the steward's or holder's own task ({task.Ja}): within the purpose"
                : "carries data newly collected after the purpose was specified and made known, not data that is held already";
        }

        if (pattern.Pattern == 2 && pattern.Purposes.Count == 0)
        {
            yield return city.Law.CaseStatuteIn(cited, null) is { } statute
                ? $"{statute.Law}{statute.Article} carries flagged or named children, never a population: screen in two stages"
                : "needs a statute that says that this may be handed over; a statute under which it is held is none";
        }
    }

    private IEnumerable<string> Missing(LegalBasisPattern pattern, Provision provision, LegalBasis present, CatalogueEntry entry, PurposeEntry purpose)
    {
        foreach (var demand in pattern.Demands.Select(d => PolicyWords.Parse<BasisDemand>(d)!.Value).Union(city.Law.EveryBasis))
        {
            if (!BasisCheck.Meets(present.Written, demand))
                yield return BasisCheck.Camel(demand);
        }

        if (!provision.Purposes.Contains(purpose.Id, StringComparer.Ordinal))
            yield return $"purpose '{purpose.Id}' in the provision";
        if (entry.Special && string.IsNullOrWhiteSpace(provision.Necessity))
            yield return "necessity";
        foreach (var statute in entry.RestrictedBy.Where(s => !provision.Restrictions.Any(r => r.Statute == s)))
            yield return $"answer to {statute}";
    }

    private OrganEntry? OrganOf(string department) => city.Document.Organs.FirstOrDefault(o => o.Departments.Contains(department));
}

/// <summary>What the aid answers.</summary>
public abstract record AidOutcome
{
    private AidOutcome()
    {
    }

    /// <summary>A verdict on every pattern, for each provision that holds the item.</summary>
    public sealed record Judged(CatalogueEntry Item, string Purpose, IReadOnlyList<AidOfProvision> Provisions) : AidOutcome;

    /// <summary>The question names something unknown.</summary>
    public sealed record Unknown(string Field, string Message) : AidOutcome;
}

/// <summary>Verdicts for one provision.</summary>
public sealed record AidOfProvision(
    string Provision, string Holder, string Recipient, RecipientKind RecipientKind, string Present, IReadOnlyList<AidVerdict> Verdicts);

/// <summary>Whether a basis can carry it.</summary>
/// <param name="Pattern">1, 2 or 3.</param>
/// <param name="Basis">The basis.</param>
/// <param name="Ja">Its name.</param>
/// <param name="Possible">Whether nothing speaks against it.</param>
/// <param name="Reasons">What speaks against it first, then what is to be minded.</param>
/// <param name="Missing">What is not recorded yet; empty where it is not possible.</param>
public sealed record AidVerdict(int Pattern, string Basis, string Ja, bool Possible, IReadOnlyList<string> Reasons, IReadOnlyList<string> Missing);
