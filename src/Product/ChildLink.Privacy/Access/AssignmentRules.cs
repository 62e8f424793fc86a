using ChildLink.Privacy.Policy;

namespace ChildLink.Privacy.Access;

/// <summary>What an assignment must be in itself, and beside the others. Pure.</summary>
internal static class AssignmentRules
{
    private const int LongestText = 200;

    /// <summary>Roles that watch each other: whoever holds one never holds the other at the same time. No policy can grant it.</summary>
    private const string Steward = "steward";

    private const string Officer = "privacy-officer";

    /// <summary>Whether a role may approve what a steward proposed.</summary>
    public static bool IsTrusted(string role) => role is Steward or Officer;

    /// <summary>What is wrong with an assignment by itself; null where nothing is.</summary>
    public static AssignmentBook.Outcome.Invalid? Check(DecisionTable policy, Assignment a)
    {
        foreach (var (field, text) in new[] { ("issuer", a.Issuer), ("person", a.Person), ("institution", a.Institution ?? ""), ("approvedBy", a.ApprovedBy ?? "") })
        {
            if (text.Length > LongestText || text.Any(char.IsControl))
                return new(field, $"must have at most {LongestText} characters and no control characters.");
        }

        if (string.IsNullOrWhiteSpace(a.Issuer))
            return new("issuer", "must name the issuer of the person's tokens (iss).");
        if (string.IsNullOrWhiteSpace(a.Person))
            return new("person", "must name the person (sub of the identity provider).");
        if (policy.Roles.FirstOrDefault(r => r.Id == a.Role) is not { } role)
            return new("role", $"must be one of {string.Join(", ", policy.Roles.Select(r => r.Id))}.");
        if (a.Purposes.Count == 0 || a.Purposes.Any(p => policy.Find(role.Id, p) is null))
            return new("purposes", $"must be some of {string.Join(", ", role.Purposes.Select(p => p.Id))}.");
        if (role.Institution == "required" && string.IsNullOrWhiteSpace(a.Institution))
            return new("institution", $"is required for the role {role.Id}.");
        if (a.Until <= a.From)
            return new("until", "must be after from.");
        if (Likeness.Same(a.Person, a.GrantedBy))
            return new("person", "must be another person than the one granting.");
        return null;
    }

    /// <summary>What is wrong with an assignment beside those that stand; null where nothing is.</summary>
    /// <param name="others">Proposed and approved ones, also past ones: they tell who is somebody.</param>
    /// <param name="a">The one in question.</param>
    public static AssignmentBook.Outcome.Invalid? Meet(IEnumerable<Assignment> others, Assignment a)
    {
        var likeness = Likeness.Of(a.Person);
        Assignment? alike = null;
        var known = false;
        foreach (var other in others)
        {
            if (other.Id == a.Id)
                continue;
            var same = other.Person == a.Person && other.Issuer == a.Issuer;
            known |= same;
            if (!same && Likeness.Of(other.Person) != likeness)
                continue;
            // The very same id under another issuer is no look-alike: who approves says whether it is the same person.
            alike ??= other.Person != a.Person ? other : null;
            if (a.From >= other.End || other.From >= a.End)
                continue;
            if (same && other.Role == a.Role && other.Institution == a.Institution)
                return new("from", $"overlaps the assignment {other.Id:D} of the same person, role and institution: end that one, or begin with its end.");
            if (Excludes(other.Role, a.Role))
                return new("role", $"cannot be held beside the role {other.Role} (assignment {other.Id:D}).");
        }

        return alike is null || known ? null : new(
            "person", $"looks like the person of the assignment {alike.Id:D} and is written in another way: name that one exactly, or use another id.");
    }

    /// <summary>What an approval does not answer for: ids that are known from another issuer; null where there are none, or it says that they are the same people.</summary>
    public static AssignmentBook.Outcome.Invalid? Unconfirmed(IReadOnlyList<Assignment> standing, IReadOnlyList<Assignment> proposals, AssignmentDecided decision)
    {
        if (decision.SameSubject)
            return null;
        var known = proposals.Select(p => SameSubject(standing, p)).OfType<Assignment>().DistinctBy(k => k.Person).ToList();
        return known.Count == 0 ? null : new(
            "sameSubject",
            $"must be true: {known.Count} of the ids {(known.Count == 1 ? "is" : "are")} known from another issuer ({known[0].Issuer}, assignment {known[0].Id:D}). Confirm that each of them names the same person, or refuse.");
    }

    /// <summary>The approved assignment by which the id is known under another issuer only; null where it is new, or known under its own.</summary>
    private static Assignment? SameSubject(IEnumerable<Assignment> others, Assignment a)
    {
        var known = others.Where(o => o.Id != a.Id && o.Person == a.Person && o.State == AssignmentState.Approved).ToList();
        return known.Exists(o => o.Issuer == a.Issuer) ? null : known.FirstOrDefault();
    }

    private static bool Excludes(string one, string other) =>
        (one == Steward && other == Officer) || (one == Officer && other == Steward)
        || (one != other && (one == SystemClients.Role || other == SystemClients.Role));
}
