namespace ChildLink.Privacy.Policy;

/// <summary>What a role gets of a field in the situation of a policy test.</summary>
public static class PolicyExpectation
{
    /// <summary>Situations that a test may name under <c>when</c>.</summary>
    public static IReadOnlyList<string> Situations => PolicyWords.All<PolicySituation>();

    /// <summary>
    /// The disposition, in a word. Without a situation everything is there that the purpose asks for, the household is not protected
    /// and nothing is shared or granted.
    /// </summary>
    /// <param name="policy">The compiled policy.</param>
    /// <param name="test">The test.</param>
    /// <exception cref="ArgumentException">The situation is unknown.</exception>
    public static string Find(DecisionTable policy, PolicyTest test)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(test);
        PolicySituation? situation = test.When is null ? null
            : PolicyWords.Parse<PolicySituation>(test.When) ?? throw new ArgumentException($"'{test.When}' is no situation; one of {string.Join(", ", Situations)}.", nameof(test));
        var decision = policy.Decide(test.Role, test.Purpose, Guarding.FieldId.Of(test.Field));
        return PolicyWords.Of(Opens(policy, test, decision, situation) ? decision.Disposition : Disposition.Withheld);
    }

    private static bool Opens(DecisionTable policy, PolicyTest test, AccessDecision decision, PolicySituation? situation)
    {
        var access = policy.Find(test.Role, test.Purpose);
        var needsPoints = decision.Guard.HasFlag(RowGuard.SharedWithPoints);
        var needsMeasures = decision.Guard.HasFlag(RowGuard.SharedWithMeasures);
        var needsGrant = decision.Guard.HasFlag(RowGuard.Granted);
        var needsShare = needsPoints || needsMeasures || decision.Guard.HasFlag(RowGuard.Shared);
        return situation switch
        {
            PolicySituation.PurposeMissing => false,
            PolicySituation.ContextMissing when access is { Contexts.Count: > 0 } => false,
            PolicySituation.FactorMissing when access is { MultiFactor: true } => false,
            PolicySituation.InstitutionMissing when access is { NeedsInstitution: true } => false,
            PolicySituation.BasisEnded when policy.EntryOf(test.Field) is { From.Count: > 0 } => false,
            PolicySituation.Protected when decision.Guard.HasFlag(RowGuard.Unprotected) => false,
            PolicySituation.Shared => !needsPoints && !needsMeasures && !needsGrant,
            PolicySituation.SharedWithPoints => !needsMeasures && !needsGrant,
            PolicySituation.SharedWithMeasures => !needsPoints && !needsGrant,
            PolicySituation.Granted => !needsShare,
            _ => !needsShare && !needsGrant,
        };
    }
}

/// <summary>A situation in which a policy test holds.</summary>
public enum PolicySituation
{
    /// <summary>A share names the child and the caller's institution.</summary>
    Shared,

    /// <summary>The share ticks points.</summary>
    SharedWithPoints,

    /// <summary>The share ticks measures.</summary>
    SharedWithMeasures,

    /// <summary>A grant names the item, the child and the caller's institution.</summary>
    Granted,

    /// <summary>The household is under a protection measure.</summary>
    Protected,

    /// <summary>The bases of every source have ended.</summary>
    BasisEnded,

    /// <summary>No purpose is declared.</summary>
    PurposeMissing,

    /// <summary>No context is named.</summary>
    ContextMissing,

    /// <summary>The caller signed in with one factor.</summary>
    FactorMissing,

    /// <summary>The assignment names no institution.</summary>
    InstitutionMissing,
}
