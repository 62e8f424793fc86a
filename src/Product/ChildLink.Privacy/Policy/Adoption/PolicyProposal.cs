namespace ChildLink.Privacy.Policy.Adoption;

/// <summary>A policy that somebody proposed, and who adopted it.</summary>
/// <param name="Id">Identity of the proposal.</param>
/// <param name="Hash">Hash of the policy.</param>
/// <param name="ProposedBy">Issuer and person, joined by a bar.</param>
/// <param name="ProposedRole">Role of that person.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="AdoptedBy">The second person; null while it waits.</param>
/// <param name="AdoptedRole">Role of the second person.</param>
/// <param name="AdoptedAt">When.</param>
/// <param name="WithdrawnAt">When whoever proposed it took it back; null where nobody did.</param>
public sealed record PolicyProposal(
    Guid Id, string Hash, string ProposedBy, string ProposedRole, DateTimeOffset ProposedAt, string? AdoptedBy, string? AdoptedRole, DateTimeOffset? AdoptedAt,
    DateTimeOffset? WithdrawnAt);

/// <summary>Who proposes or adopts.</summary>
/// <param name="Person">Issuer and person, joined by a bar.</param>
/// <param name="Role">The role that the person acts under.</param>
public sealed record PolicyActor(string Person, string Role);

/// <summary>What proposing or adopting leads to.</summary>
public abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done(PolicyProposal Proposal) : PolicyOutcome;

    /// <summary>Not done; nothing was written.</summary>
    /// <param name="Field">What is wrong.</param>
    /// <param name="Message">What would be right.</param>
    public sealed record Invalid(string Field, string Message) : PolicyOutcome;

    /// <summary>It was adopted already.</summary>
    public sealed record AlreadyAdopted : PolicyOutcome;

    /// <summary>There is no such proposal.</summary>
    public sealed record NotFound : PolicyOutcome;
}
