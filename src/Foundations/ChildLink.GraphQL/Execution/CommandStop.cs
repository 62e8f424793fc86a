namespace ChildLink.GraphQL.Execution;

/// <summary>Ends a mutation between two of its root fields. One that began is resolved to its end.</summary>
/// <param name="Failure">What the root fields that were not begun fail with.</param>
/// <param name="Requested">Asks for the end.</param>
public sealed record CommandStop(FieldFailure Failure, CancellationToken Requested);
