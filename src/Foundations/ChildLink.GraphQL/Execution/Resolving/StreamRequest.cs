using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>What a subscription asks of its source.</summary>
/// <param name="Selection">The root field as it was selected, for looking ahead.</param>
/// <param name="Arguments">Its arguments, coerced.</param>
/// <param name="RootValue">The root value of the request.</param>
/// <param name="State">What the host gave with the request.</param>
public sealed record StreamRequest(SelectedField Selection, InputObject Arguments, object? RootValue, object? State);
