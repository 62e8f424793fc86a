namespace ChildLink.Privacy.Access;

/// <summary>権限付与: a person holds a role, at an institution, for purposes, in [from, until), granted and approved by two people.</summary>
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
    string ApprovedBy,
    DateTimeOffset? EndedAt)
{
    /// <summary>Whether the assignment holds at an instant; the end is exclusive.</summary>
    public bool IsInForce(DateTimeOffset now) => From <= now && now < Until && (EndedAt is null || now < EndedAt);
}
