using System.Text.Json;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

internal sealed class RunningOperation(OperationPlan plan, OperationKind kind, VariableValues variables, object? state, CancellationToken ct) : IDisposable
{
    public List<GraphQLError> Errors { get; } = [];

    public ValueTask ResolveAsync(object? root) => throw new NotSupportedException("Not there yet.");

    public bool Write(Utf8JsonWriter answer) => throw new NotSupportedException("Not there yet.");

    public void Dispose() => (plan, kind, variables, state, ct).ToString();
}
