using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>Explains decisions of a compiled policy and the provisions of its city. Asks no database: nobody's data is in an explanation.</summary>
public sealed class PolicyExplainer(DecisionTable policy, City city)
{
    private const int MostOpeners = 12;

    private readonly GrantLaw grants = new(city);

    /// <summary>Why a role under a purpose gets a field as it does at an instant.</summary>
    /// <param name="role">The role; an unknown one gets nothing.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="field">A product field or data item of the form of a <see cref="FieldId"/>; an unknown one is withheld as not catalogued.</param>
    /// <param name="now">The instant.</param>
    public FieldExplanation Explain(string role, string purpose, string field, DateTimeOffset now)
    {
        var entry = policy.EntryOf(field);
        var ruled = policy.Decide(role, purpose, FieldId.Of(field));
        var byGrant = ruled.Guard.HasFlag(RowGuard.Granted);
        var sources = entry is null ? [] : byGrant ? GrantsOf(entry, now) : SourcesOf(entry, purpose, now);
        var closed = entry is { From.Count: > 0 } && !sources.Exists(s => s.Allows);
        var decision = closed ? DecisionTable.Withhold(ruled.Field, DecisionTable.BasisNotInForce) : ruled;
        var needs = new List<PolicyNeed>();
        if (closed)
        {
            needs.Add(new PolicyNeed("basis", byGrant
                ? $"terms in force under `grants` of {string.Join(" or ", sources.Select(s => s.Provision))}"
                : $"a basis in force under which {string.Join(" or ", entry!.From)} names the purpose '{purpose}'"));
        }

        if (entry is { Class: FieldClass.Raw, Grantable: false } && policy.Items.Contains(entry) && policy.Find(role, purpose) is { Rows: RowScope.OwnInstitution })
            needs.Add(new PolicyNeed("grant", "a grant by statute for the named child, which no provision allows of this item: its `grants` would have to name item and basis"));
        if (entry is not null)
            needs.AddRange(ruled.Disposition == Disposition.Withheld ? Openers(role, purpose, ruled.Field) : Conditions(role, purpose, ruled));
        return new FieldExplanation(entry, decision, policy.WhyOf(ruled.Rule), sources, decision.Disposition == Disposition.Withheld ? null : End(sources), needs);
    }

    private List<ExplainedSource> SourcesOf(CatalogueEntry entry, string purpose, DateTimeOffset now) =>
        [.. city.Provisions.Where(p => entry.From.Contains(p.Id)).Select(p => new ExplainedSource(
            p.Id, p.BasisToShow(now), p.Purposes.Contains(purpose, StringComparer.Ordinal), p.Allows(purpose, now),
            p.Allows(purpose, now) ? BasisCalendar.CoverUntil(p, purpose, now) : null))];

    /// <summary>The terms under which an item may be granted, each as a source of its own.</summary>
    private List<ExplainedSource> GrantsOf(CatalogueEntry entry, DateTimeOffset now) => [.. grants.Of(entry.Id).Select(g =>
        new ExplainedSource(g.Provision.Id, g.Basis, NamesPurpose: true, g.IsInForce(now), g.IsInForce(now) ? g.Ends(now) : null))];

    /// <summary>A field stays open while any of its sources may be used.</summary>
    private static DateTimeOffset? End(List<ExplainedSource> sources)
    {
        var open = sources.Where(s => s.Allows).ToList();
        return open.Count == 0 || open.Exists(s => s.Until is null) ? null : open.Max(s => s.Until);
    }

    private IEnumerable<PolicyNeed> Openers(string role, string purpose, FieldId field)
    {
        var openers = policy.Roles
            .SelectMany(r => r.Purposes.Select(p => (Role: r.Id, Purpose: p.Id, Decision: policy.Decide(r.Id, p.Id, field))))
            .Where(o => o.Decision.Disposition != Disposition.Withheld && (o.Role, o.Purpose) != (role, purpose))
            .OrderByDescending(o => o.Role == role).Take(MostOpeners).ToList();
        if (openers.Count == 0)
            yield return new PolicyNeed("rule", "no rule opens it to anybody");
        foreach (var opener in openers)
        {
            var form = opener.Decision.Disposition.ToString().ToLowerInvariant();
            yield return opener.Role == role
                ? new PolicyNeed("purpose", $"the purpose '{opener.Purpose}' ({form}, rule {opener.Decision.Rule})")
                : new PolicyNeed("role", $"the role '{opener.Role}' under the purpose '{opener.Purpose}' ({form}, rule {opener.Decision.Rule})");
        }
    }

    private IEnumerable<PolicyNeed> Conditions(string role, string purpose, AccessDecision decision)
    {
        var access = policy.Find(role, purpose)!;
        if (access.Contexts.Count > 0)
            yield return new PolicyNeed("context", $"a context of the kind {string.Join(" or ", access.Contexts)} that contains the child");
        if (access.MultiFactor)
            yield return new PolicyNeed("factor", "a sign-in with several factors");
        if (access.NeedsInstitution)
            yield return new PolicyNeed("institution", "an assignment that names the institution");
        if (decision.Guard.HasFlag(RowGuard.Shared))
            yield return new PolicyNeed("share", "a share in force with the caller's institution");
        if (decision.Guard.HasFlag(RowGuard.SharedWithPoints))
            yield return new PolicyNeed("share", "a share in force with the caller's institution that ticks points");
        if (decision.Guard.HasFlag(RowGuard.SharedWithMeasures))
            yield return new PolicyNeed("share", "a share in force with the caller's institution that ticks measures");
        if (decision.Guard.HasFlag(RowGuard.Granted))
        {
            foreach (var terms in grants.Of(decision.Field.Value))
            {
                yield return new PolicyNeed("grant", $"a grant in force of this item of the child to the caller's institution, under {terms.Basis.Id} ({terms.Authority}) "
                    + $"of {terms.Provision.Id}, recipient {PolicyWords.Of(terms.Basis.Recipient)}: proposed in case-work and approved by another person");
            }
        }

        if (decision.Guard.HasFlag(RowGuard.Unprotected))
            yield return new PolicyNeed("protection", "a household without a protection measure (支援措置), and a fresh list of them");
    }
}
