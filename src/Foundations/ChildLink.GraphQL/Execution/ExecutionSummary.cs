using ChildLink.GraphQL.Costs;

namespace ChildLink.GraphQL.Execution;

/// <summary>What an answer came to.</summary>
/// <param name="RequestErrors">Whether the request was refused before anything ran (variables, cost): the answer has <c>errors</c> and no <c>data</c>.</param>
/// <param name="DataIsNull">Whether <c>data</c> is null because an error went up to the root; false when there is no <c>data</c>.</param>
/// <param name="ErrorCount">Errors in the answer.</param>
/// <param name="Cost">The cost with the request's variables, or null when it was not found.</param>
public sealed record ExecutionSummary(bool RequestErrors, bool DataIsNull, int ErrorCount, OperationCost? Cost)
{
    /// <summary>Root fields of a mutation that were not begun because a <see cref="CommandStop"/> came before.</summary>
    public int Unbegun { get; init; }
}
