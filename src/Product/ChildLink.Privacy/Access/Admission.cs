using ChildLink.Privacy.Policy;

namespace ChildLink.Privacy.Access;

/// <summary>Whether a person may act as they ask. Pure: state and request in, outcome out.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>The person acts as this caller.</summary>
    public sealed record Admitted(Caller Caller) : Admission;

    /// <summary>Refused, with a stable code.</summary>
    public sealed record Refused(string Code) : Admission;

    /// <summary>
    /// Judges a request. Fails closed: no assignment in force, a purpose outside role, assignment or token,
    /// a missing institution or second factor, a context of another kind all refuse. Whether a context is there is the
    /// view's to ask: some operations of a purpose show no child.
    /// </summary>
    /// <param name="policy">Policy in force.</param>
    /// <param name="tenant">全国地方公共団体コード.</param>
    /// <param name="identity">Who calls.</param>
    /// <param name="assignments">Assignments of the person.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="context">Declared context, or null.</param>
    /// <param name="now">The instant.</param>
    /// <param name="carriers">Assignments of the program through which the person acts; it must be assigned for that itself.</param>
    public static Admission Judge(
        DecisionTable policy, string tenant, Identity identity, IReadOnlyList<Assignment> assignments,
        string purpose, AccessContext? context, DateTimeOffset now, IReadOnlyList<Assignment>? carriers = null)
    {
        List<Assignment> carrying = identity.Client is null ? [] : [.. (carriers ?? []).Where(c => Carries(c, identity, now))];
        if (identity.Client is not null && carrying.Count == 0)
            return new Refused(Codes.ClientNotAssigned);
        var fitting = assignments.Where(a => Fits(a, identity, purpose, now) && IsCarried(a, carrying)).ToList();
        if (fitting.Count == 0)
            return new Refused(Codes.NotAssigned);
        if (fitting.Select(a => a.Role).Distinct(StringComparer.Ordinal).Skip(1).Any())
            return new Refused(Codes.RoleAmbiguous);
        if (fitting.Select(a => a.Institution).Distinct(StringComparer.Ordinal).Skip(1).Any())
            return new Refused(Codes.InstitutionAmbiguous);

        var assignment = fitting[0];
        if (policy.Find(assignment.Role, purpose) is not { } access)
            return new Refused(Codes.PurposeNotAllowed);
        if (access.MultiFactor && !identity.MultiFactor)
            return new Refused(Codes.MultiFactorRequired);
        if (access.NeedsInstitution && assignment.Institution is null)
            return new Refused(Codes.InstitutionRequired);
        if (context is not null && !access.Contexts.Contains(context.Kind, StringComparer.Ordinal))
            return new Refused(Codes.ContextNotAllowed);
        return new Admitted(new Caller(tenant, identity, access, assignment.Institution, context, assignment.Id) { BlockedChildren = assignment.Blocked });
    }

    private static bool Carries(Assignment carrier, Identity identity, DateTimeOffset now) =>
        carrier.IsInForce(now) && carrier.Issuer == identity.Issuer && carrier.Person == identity.Client && carrier.Role == SystemClients.Role
        && carrier.Purposes.Contains(SystemClients.OnBehalf, StringComparer.Ordinal);

    /// <summary>A program of one institution carries the requests of its people only: two rights together give no more than each.</summary>
    private static bool IsCarried(Assignment assignment, List<Assignment> carrying) =>
        carrying.Count == 0 || carrying.Exists(c => c.Institution is null || c.Institution == assignment.Institution);

    private static bool Fits(Assignment assignment, Identity identity, string purpose, DateTimeOffset now) =>
        assignment.IsInForce(now)
        && assignment.Issuer == identity.Issuer
        && assignment.Person == identity.Person
        && (!identity.IsClient || assignment.Role == SystemClients.Role)
        && (identity.Client is null || assignment.Role != SystemClients.Role)
        && assignment.Purposes.Contains(purpose, StringComparer.Ordinal)
        && (identity.Role is null || identity.Role == assignment.Role)
        && (identity.Institution is null || identity.Institution == assignment.Institution)
        && (identity.Purposes.Count == 0 || identity.Purposes.Contains(purpose, StringComparer.Ordinal));

    /// <summary>Stable codes of refusals.</summary>
    public static class Codes
    {
        public const string NotAssigned = "not-assigned";
        public const string ClientNotAssigned = "client-not-assigned";
        public const string RoleAmbiguous = "role-ambiguous";
        public const string InstitutionAmbiguous = "institution-ambiguous";
        public const string PurposeNotAllowed = "purpose-not-allowed";
        public const string MultiFactorRequired = "multi-factor-required";
        public const string InstitutionRequired = "institution-required";
        public const string ContextNotAllowed = "context-not-allowed";
    }
}
