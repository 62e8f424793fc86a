using System.Text.Json;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>
/// Runs operations (section 6) in two phases. First, level by level, everything is resolved that other levels hang on or whose null can propagate: objects, lists, non-null leaves,
/// and what batch resolvers give. Then the answer is written depth first, straight into the given writer; nullable leaves in memory are taken only now.
/// The second phase cannot fail, except by an exception of a resolver, which ends the execution.
/// </summary>
/// <remarks>
/// Resolvers of one request never run at once, so that a request may hold one connection: the fields of a level run one after another, each for all its parents;
/// root fields of mutations run with all that is below them before the next begins.
/// </remarks>
public static class Executor
{
    /// <summary>Runs a query or mutation and writes the whole response: <c>data</c>, <c>errors</c> if any, <c>extensions</c> if any.</summary>
    /// <param name="operation">What to run.</param>
    /// <param name="variables">An object; null and undefined count as an empty one.</param>
    /// <param name="rootValue">Parent of the root fields.</param>
    /// <param name="state">The host's own, given to resolvers; an <see cref="IErrorExtensions"/> adds to every error.</param>
    /// <param name="answer">Where to; one object is written. When this throws, what was written is to be thrown away.</param>
    /// <param name="writeExtensions">Writes properties into <c>extensions</c>, after the data is written; null for none.</param>
    /// <param name="ct">Stops between two resolvers or two objects.</param>
    /// <exception cref="ArgumentException">The operation is a subscription.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="Exception">Whatever a resolver throws that is no <see cref="GraphQLFieldException"/>: a fault of the host, which answers for it (500) and logs it.</exception>
    public static async ValueTask<ExecutionSummary> ExecuteAsync(
        PreparedOperation operation, JsonElement variables, object? rootValue, object? state, Utf8JsonWriter answer, Action<Utf8JsonWriter>? writeExtensions, CancellationToken ct)
    {
        if (operation.Kind == Language.OperationKind.Subscription)
            throw new ArgumentException("A subscription is run by SubscribeAsync.", nameof(operation));
        var request = PreparedRequest.Of(operation, variables);
        return await ExecuteAsync(request, rootValue, state, answer, writeExtensions, ct);
    }

    /// <summary>Runs a mutation that may be ended between two of its root fields.</summary>
    /// <param name="operation">A mutation.</param>
    /// <param name="variables">An object; null and undefined count as an empty one.</param>
    /// <param name="rootValue">Parent of the root fields.</param>
    /// <param name="state">The host's own, given to resolvers.</param>
    /// <param name="answer">Where to; one object is written.</param>
    /// <param name="writeExtensions">Writes properties into <c>extensions</c>; null for none.</param>
    /// <param name="stop">Ends it; the answer holds what was done.</param>
    /// <param name="ct">Stops between two resolvers or two objects, and nothing is answered.</param>
    /// <exception cref="ArgumentException">The operation is none.</exception>
    public static async ValueTask<ExecutionSummary> ExecuteAsync(
        PreparedOperation operation, JsonElement variables, object? rootValue, object? state, Utf8JsonWriter answer, Action<Utf8JsonWriter>? writeExtensions, CommandStop stop,
        CancellationToken ct)
    {
        if (operation.Kind != Language.OperationKind.Mutation)
            throw new ArgumentException("Only a mutation ends between root fields.", nameof(operation));
        return await ExecuteAsync(PreparedRequest.Of(operation, variables), rootValue, state, answer, writeExtensions, ct, stop);
    }

    /// <summary>Opens the source of a subscription (section 6.2.3); each of its events is run and written by itself.</summary>
    /// <param name="operation">A subscription.</param>
    /// <param name="variables">An object; null and undefined count as an empty one. Need not outlive the call.</param>
    /// <param name="rootValue">Given to the resolver of the source.</param>
    /// <param name="state">The host's own, given to the resolver of the source.</param>
    /// <param name="ct">Stops opening and the source itself.</param>
    /// <returns>The stream, or errors of the request.</returns>
    /// <exception cref="ArgumentException">The operation is none.</exception>
    public static async ValueTask<SubscriptionOutcome> SubscribeAsync(PreparedOperation operation, JsonElement variables, object? rootValue, object? state, CancellationToken ct)
    {
        if (operation.Kind != Language.OperationKind.Subscription)
            throw new ArgumentException("Only a subscription has a source.", nameof(operation));
        var kept = variables.ValueKind == JsonValueKind.Undefined ? variables : variables.Clone();
        var request = PreparedRequest.Of(operation, kept);
        if (request.Plan is not { } plan)
            return new SubscriptionOutcome(null, request.Errors);
        if (plan.RootError is { } error)
            return new SubscriptionOutcome(null, [error]);
        var field = plan.Root.Fields[0];
        var arguments = field.Arguments.For(request.Variables, out var failure);
        if (arguments is null)
            return Refused(field, failure!);
        try
        {
            var source = await ((StreamResolver)field.Bound.Resolver).OpenAsync(new StreamRequest(field, arguments, rootValue, state), ct);
            return new SubscriptionOutcome(new SubscriptionStream(request, source), []);
        }
        catch (GraphQLFieldException e)
        {
            return Refused(field, new FieldFailure(e.Message, e.Code));
        }
    }

    internal static async ValueTask<ExecutionSummary> ExecuteAsync(
        PreparedRequest request, object? rootValue, object? state, Utf8JsonWriter answer, Action<Utf8JsonWriter>? writeExtensions, CancellationToken ct, CommandStop? stop = null)
    {
        var extensions = request.Extensions(writeExtensions);
        if (request.Plan is not { } plan)
        {
            ResponseWriter.WriteRefusal(answer, request.Errors, extensions, state as IErrorExtensions);
            return new ExecutionSummary(true, false, request.Errors.Count, request.Cost);
        }

        if (plan.RootError is { } error)
        {
            ResponseWriter.WriteNull(answer, error, extensions);
            return new ExecutionSummary(false, true, 1, request.Cost);
        }

        using var running = new RunningOperation(plan, request.Operation.Kind, request.Variables, rootValue, state, ct);
        var unbegun = await running.ResolveAsync(stop);
        answer.WriteStartObject();
        var alive = running.Write(answer);
        ResponseWriter.WriteErrors(answer, running.Errors, state as IErrorExtensions);
        ResponseWriter.WriteExtensions(answer, extensions);
        answer.WriteEndObject();
        return new ExecutionSummary(false, !alive, running.Errors.Count, request.Cost) { Unbegun = unbegun };
    }

    private static SubscriptionOutcome Refused(SelectedField field, FieldFailure failure) =>
        new(null, [new GraphQLError(failure.Message, field.LocationsOf(failure), [field.ResponseKey], failure.Code)]);
}
