using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ChildLink.GraphQL.Execution;

/// <summary>A stream of events, or why there is none; the errors are empty when there is a stream.</summary>
/// <param name="Stream">The stream, or null.</param>
/// <param name="Errors">Errors of the request: variables, cost, or of the source when it was opened.</param>
public sealed record SubscriptionOutcome(SubscriptionStream? Stream, IReadOnlyList<GraphQLError> Errors);

/// <summary>Events of a subscription, each waiting to be run.</summary>
public sealed class SubscriptionStream
{
    private readonly PreparedRequest request;
    private readonly IAsyncEnumerable<object?> source;

    internal SubscriptionStream(PreparedRequest request, IAsyncEnumerable<object?> source)
    {
        this.request = request;
        this.source = source;
    }

    /// <summary>The events as the source gives them. <see cref="GraphQLFieldException"/> from the source ends the stream with a message for the client.</summary>
    /// <param name="ct">Stops the source.</param>
    public async IAsyncEnumerable<SubscriptionEvent> EventsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var value in source.WithCancellation(ct))
            yield return new SubscriptionEvent(request, value);
    }
}

/// <summary>One event of a subscription (section 6.2.3.2).</summary>
public sealed class SubscriptionEvent
{
    private readonly PreparedRequest request;

    internal SubscriptionEvent(PreparedRequest request, object? value)
    {
        this.request = request;
        Value = value;
    }

    /// <summary>What the source gave: the value of the subscription's root field.</summary>
    public object? Value { get; }

    /// <summary>Runs the selection on the event and writes the whole response.</summary>
    /// <param name="state">The host's own, for this event.</param>
    /// <param name="answer">Where to; one object is written.</param>
    /// <param name="writeExtensions">Writes properties into <c>extensions</c>; null for none.</param>
    /// <param name="ct">Stops between two resolvers or two objects.</param>
    public ValueTask<ExecutionSummary> ExecuteAsync(object? state, Utf8JsonWriter answer, Action<Utf8JsonWriter>? writeExtensions, CancellationToken ct) =>
        Executor.ExecuteAsync(request, Value, state, answer, writeExtensions, ct);
}
