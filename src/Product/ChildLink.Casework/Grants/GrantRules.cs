using ChildLink.Privacy.Access;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Law;

namespace ChildLink.Casework.Grants;

/// <summary>What a grant demands; asks neither database nor clock.</summary>
public static class GrantRules
{
    /// <summary>What is wrong with the form of a request at an instant, or null.</summary>
    public static GrantOutcome.Invalid? Check(GrantRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsCode(request.Institution))
            return new GrantOutcome.Invalid("institution", "must name an institution in 1 to 100 characters.");
        if (!IsCode(request.Item))
            return new GrantOutcome.Invalid("item", "must name a data item of a provision, e.g. attendance.absent.");
        if (!IsCode(request.Basis))
            return new GrantOutcome.Invalid("basis", "must name a legal basis, e.g. APPI-69-1.");
        if (SealedText.Fault(request.Trigger, GrantRequest.LongestText) is { } trigger)
            return new GrantOutcome.Invalid("trigger", trigger);
        if (SealedText.Fault(request.Reason, GrantRequest.LongestText) is { } reason)
            return new GrantOutcome.Invalid("reason", reason);
        if (request.Persons is { } persons
            && (persons.Count is 0 or > GrantRequest.MostPersons || persons.Distinct(StringComparer.Ordinal).Count() != persons.Count
                || persons.Any(p => string.IsNullOrWhiteSpace(p) || p.Length > 200 || p.Any(char.IsControl))))
            return new GrantOutcome.Invalid("persons", $"must name 1 to {GrantRequest.MostPersons} people without control characters, each once.");
        if (request.From is { } begin && (begin < now || begin > now.AddYears(1)))
            return new GrantOutcome.Invalid("from", "must not lie before now, and lie within a year.");
        var from = request.From ?? now;
        if (request.Until <= from || request.Until > from.AddYears(1))
            return new GrantOutcome.Invalid("until", "must lie after the begin, and within a year of it.");
        return null;
    }

    /// <summary>The terms that carry a request, or which part of it nothing carries.</summary>
    /// <param name="request">The request.</param>
    /// <param name="offered">What may be given to the institution now.</param>
    /// <param name="now">The instant.</param>
    public static (GrantableItem? Terms, GrantOutcome.Invalid? Fault) Carry(GrantRequest request, IEnumerable<GrantableItem> offered, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var all = offered.ToList();
        var ofItem = all.FindAll(g => g.Item.Id == request.Item);
        if (ofItem.Count == 0)
        {
            // What the law offers holds nothing of the child.
            var items = all.Select(g => g.Item.Id).Distinct().Order(StringComparer.Ordinal).ToList();
            return (null, new GrantOutcome.Invalid("item", $"may be granted to this institution by no provision now; {(items.Count == 0 ? "nothing may" : $"only {string.Join(", ", items)}")}."));
        }

        if (ofItem.Find(g => g.Basis.Id == request.Basis) is not { } terms)
            return (null, new GrantOutcome.Invalid("basis", $"carries no grant of this item to this institution now; only {string.Join(", ", ofItem.Select(g => g.Basis.Id).Distinct())}."));
        if (terms.DemandsPersons && request.Persons is null)
            return (null, new GrantOutcome.Invalid("persons", $"must name who shall see it: {terms.Authority} carries a case, and by it all staff would learn that there is one."));
        return terms.Ends(now) is { } end && request.Until > end
            ? (null, new GrantOutcome.Invalid("until", FormattableString.Invariant($"must not lie after the end of basis and provision, {end:yyyy-MM-ddTHH:mm:ssK}.")))
            : (terms, null);
    }

    /// <summary>Why a person cannot decide on a proposal, or null.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="version">The version that was looked at.</param>
    /// <param name="person">Who decides.</param>
    /// <param name="now">The instant.</param>
    public static GrantOutcome? Hinders(Grant grant, long version, string person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (grant.Version != version)
            return new GrantOutcome.Conflict(grant.Version);
        if (grant.State != GrantState.Proposed || !grant.Stands(now))
            return new GrantOutcome.Decided();
        // Whoever would see the item by it has an interest of their own.
        return Likeness.Same(grant.ProposedBy, person) || grant.Persons?.Any(p => Likeness.Same(p, person)) == true ? new GrantOutcome.SamePerson() : null;
    }

    /// <summary>Whether terms are the very ones that a grant was proposed under.</summary>
    public static bool Carries(GrantableItem terms, Grant grant)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(grant);
        return terms.Item.Id == grant.Item && terms.Provision.Id == grant.Provision && terms.Basis.Id == grant.Basis && terms.Authority == grant.Authority
            && (grant.Persons is not null || !terms.DemandsPersons);
    }

    private static bool IsCode(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 100 && !text.Any(char.IsControl);
}
