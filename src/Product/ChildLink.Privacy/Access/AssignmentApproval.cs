namespace ChildLink.Privacy.Access;

/// <summary>Who approves, and what they answer for.</summary>
/// <param name="By"><c>sub</c> of the one who approves.</param>
/// <param name="SameSubject">
/// Whether they confirm that an id which is known from another issuer names the same person, as after a change of the identity
/// provider's address. Without it such an assignment is not approved.
/// </param>
public sealed record AssignmentApproval(string By, bool SameSubject = false);
