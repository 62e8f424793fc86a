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
    public static Admission Judge(
        DecisionTable policy, string tenant, Identity identity, IReadOnlyList<Assignment> assignments,
        string purpose, AccessContext? context, DateTimeOffset now)
    {
        var fitting = assignments.Where(a => Fits(a, identity, purpose, now)).ToList();
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
        if (context is not null && context.Kind != access.Context)
            return new Refused(Codes.ContextNotAllowed);
        return new Admitted(new Caller(tenant, identity, access, assignment.Institution, context, assignment.Id));
    }

    private static bool Fits(Assignment assignment, Identity identity, string purpose, DateTimeOffset now) =>
        assignment.IsInForce(now)
        && assignment.Issuer == identity.Issuer
        && assignment.Person == identity.Person
        && assignment.Purposes.Contains(purpose, StringComparer.Ordinal)
        && (identity.Role is null || identity.Role == assignment.Role)
        && (identity.Institution is null || identity.Institution == assignment.Institution)
        && (identity.Purposes.Count == 0 || identity.Purposes.Contains(purpose, StringComparer.Ordinal));

    /// <summary>Stable codes of refusals.</summary>
    public static class Codes
    {
        public const string NotAssigned = "not-assigned";
        public const string RoleAmbiguous = "role-ambiguous";
        public const string InstitutionAmbiguous = "institution-ambiguous";
        public const string PurposeNotAllowed = "purpose-not-allowed";
        public const string MultiFactorRequired = "multi-factor-required";
        public const string InstitutionRequired = "institution-required";
        public const string ContextNotAllowed = "context-not-allowed";
    }
}
