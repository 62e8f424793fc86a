using System.Text.Json;
using ChildLink.GraphQL.Costs;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>An operation with the variables of one request: a plan, or errors of the request.</summary>
internal sealed class PreparedRequest
{
    private PreparedRequest(PreparedOperation operation, OperationPlan? plan, VariableValues variables, OperationCost? cost, IReadOnlyList<GraphQLError> errors)
    {
        Operation = operation;
        Plan = plan;
        Variables = variables;
        Cost = cost;
        Errors = errors;
    }

    public PreparedOperation Operation { get; }

    /// <summary>What to run; null when there are errors.</summary>
    public OperationPlan? Plan { get; }

    public VariableValues Variables { get; }

    public OperationCost? Cost { get; }

    public IReadOnlyList<GraphQLError> Errors { get; }

    public static PreparedRequest Of(PreparedOperation operation, JsonElement json)
    {
        if (!operation.Schema.Coercion.TryVariables(operation.Schema.Schema, operation.Definition, operation.Source, json, out var variables, out var errors))
            return new PreparedRequest(operation, null, variables, null, errors);
        var plan = operation.PlanFor(variables);
        var cost = plan.Cost(variables);
        errors = CostCheck.Of(cost, operation.Limits);
        return new PreparedRequest(operation, errors.Count == 0 ? plan : null, variables, cost, errors);
    }

    /// <summary>The cost, if it is to be told, and then the host's own extensions; null for none.</summary>
    public Action<Utf8JsonWriter>? Extensions(Action<Utf8JsonWriter>? host)
    {
        if (Cost is null or { IsTooComplex: true } || !Operation.Limits.Report)
            return host;
        return json =>
        {
            CostCheck.Report(Cost, json);
            host?.Invoke(json);
        };
    }
}
