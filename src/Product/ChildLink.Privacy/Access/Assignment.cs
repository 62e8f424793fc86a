using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Access;

/// <summary>What became of a proposal.</summary>
public enum AssignmentState
{
    /// <summary>One person proposed it; nothing is in force.</summary>
    Proposed,

    /// <summary>Another person approved it.</summary>
    Approved,

    /// <summary>Another person refused it.</summary>
    Refused,

    /// <summary>Whoever proposed it took it back.</summary>
    Withdrawn,
}

/// <summary>権限付与: a person holds a role, at an institution, for purposes, in [from, until), granted and approved by two people.</summary>
/// <param name="Id">Names it, and its stream of events.</param>
/// <param name="Issuer"><c>iss</c> of the person's tokens.</param>
/// <param name="Person"><c>sub</c> of the person.</param>
/// <param name="Role">Role of the policy.</param>
/// <param name="Institution">Institution, where the role needs one.</param>
/// <param name="Purposes">Purposes of the role.</param>
/// <param name="From">Begin; may lie in the future.</param>
/// <param name="Until">End, exclusive.</param>
/// <param name="GrantedBy"><c>sub</c> of the one who proposed it.</param>
/// <param name="ApprovedBy"><c>sub</c> of the other one who approved it; null until then.</param>
/// <param name="EndedAt">End before its time, exclusive; or null.</param>
public sealed record Assignment(
    Guid Id,
    string Issuer,
    string Person,
    string Role,
    string? Institution,
    IReadOnlyList<string> Purposes,
    DateTimeOffset From,
    DateTimeOffset Until,
    string GrantedBy,
    string? ApprovedBy,
    DateTimeOffset? EndedAt)
{
    /// <summary>What became of the proposal.</summary>
    public AssignmentState State { get; init; } = AssignmentState.Approved;

    /// <summary>The batch that it is decided with, or null.</summary>
    public Guid? Batch { get; init; }

    /// <summary><c>sub</c> of the one who approved, refused or withdrew it; null while it waits and for the first ones of a municipality.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Children with whom the person has a conflict of interest now; only where requests are admitted by it.</summary>
    [JsonIgnore]
    public BlockedChildren Blocked { get; init; } = BlockedChildren.None;

    /// <summary>The instant from which on it holds no more, whatever ended it.</summary>
    [JsonIgnore]
    public DateTimeOffset End => EndedAt is { } ended && ended < Until ? ended : Until;

    /// <summary>Whether the assignment holds at an instant; the end is exclusive.</summary>
    public bool IsInForce(DateTimeOffset now) => State == AssignmentState.Approved && From <= now && now < End;

    /// <summary>Whether it waits or may still be in force, now or later.</summary>
    public bool Stands(DateTimeOffset now) => State is AssignmentState.Proposed or AssignmentState.Approved && now < End;

    /// <summary>Whether two lists say the same in the same order, every word of every assignment.</summary>
    internal static bool AreSame(IReadOnlyList<Assignment> left, IReadOnlyList<Assignment> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Count; i++)
        {
            // Records compare lists by identity.
            if (left[i] != right[i] with { Purposes = left[i].Purposes } || !left[i].Purposes.SequenceEqual(right[i].Purposes, StringComparer.Ordinal))
                return false;
        }

        return true;
    }
}
