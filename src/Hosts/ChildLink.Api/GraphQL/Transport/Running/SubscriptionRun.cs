using System.Text.Json;
using ChildLink.Api.Authentication;
using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.Problems;
using ChildLink.GraphQL;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>
/// A subscription from its opening to its end, over whatever transport. Every message is admitted anew, decided anew and durable in the
/// log before it leaves: a right that ended or became another ends the stream with the next event, and within seconds where none happens; a token that ends
/// ends it at once.
/// </summary>
internal sealed class SubscriptionRun(OperationDoor door, SubscriptionQuota quota, FaultReport faults, TimeProvider time, CancellationToken stopping)
{
    /// <summary>How often a silent stream asks whether its caller is still admitted.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Runs until the source or the rights of the caller end.</summary>
    /// <param name="operation">A subscription.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="session">Who asks.</param>
    /// <param name="requestId">Id of the opening.</param>
    /// <param name="push">Sends an answer; its bytes are gone when the task ends.</param>
    /// <param name="ct">The client left.</param>
    public async Task<SubscriptionEnd> RunAsync(
        PreparedOperation operation, JsonElement variables, Session session, Guid requestId, Func<ReadOnlyMemory<byte>, CancellationToken, Task> push, CancellationToken ct)
    {
        var opened = false;
        using var expired = new CancellationTokenSource(Until(session.Expires), time);
        using var moved = new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, expired.Token, stopping, moved.Token);
        Refusal? why = null;
        var watching = Task.CompletedTask;
        try
        {
            using var place = quota.TryEnter(session.Key);
            if (place is null)
                return new SubscriptionEnd(await door.LogAsync(Refusal.Of(TransportProblem.TooManySubscriptions, session.Japanese), session, requestId, operation.LogName(), ct), false);
            var (scope, refusal) = await door.EnterAsync(operation, session, requestId, both.Token);
            if (scope is null)
                return new SubscriptionEnd(refusal, false);
            using var held = scope;
            using var state = door.StateOf(scope, requestId);
            var outcome = await OperationDoor.SubscribeAsync(operation, variables, scope, state, both.Token);
            if (outcome.Stream is not { } stream)
                return new SubscriptionEnd(Refusal.OfDocument(outcome.Errors), false);
            opened = true;
            watching = WatchAsync(scope.Caller);
            await foreach (var happened in stream.EventsAsync(both.Token))
            {
                if (await AnswerAsync(operation, session, scope.Caller, happened, push, both.Token) is { } end)
                    return new SubscriptionEnd(end, true);
            }

            return new SubscriptionEnd(null, opened);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            return new SubscriptionEnd(null, opened);
        }
        catch (OperationCanceledException) when (moved.IsCancellationRequested)
        {
            return new SubscriptionEnd(why, opened);
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            return new SubscriptionEnd(Refusal.Of(TokenProblem.Of(TokenVerdict.Codes.Expired), session.Japanese), opened);
        }
        catch (GraphQLFieldException e)
        {
            return new SubscriptionEnd(Refusal.OfDocument([new GraphQLError(e.Message, [], null, e.Code)]), opened);
        }
        catch (Exception e)
        {
            // The stream began long ago: no handler of failures can answer any more.
            return new SubscriptionEnd(Refusal.Of(faults.Tell(e, requestId.ToString("D")), session.Japanese), opened);
        }
        finally
        {
            await both.CancelAsync();
            await watching;
        }

        async Task WatchAsync(Caller opener)
        {
            try
            {
                do
                    await Task.Delay(Step, time, both.Token);
                while ((why = await door.RecheckAsync(operation, session, opener, both.Token)) is null);
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                why = Refusal.Of(faults.Tell(e, requestId.ToString("D")), session.Japanese);
            }

            await moved.CancelAsync();
        }
    }

    private async Task<Refusal?> AnswerAsync(
        PreparedOperation operation, Session session, Caller opener, SubscriptionEvent happened, Func<ReadOnlyMemory<byte>, CancellationToken, Task> push, CancellationToken ct)
    {
        var messageId = door.NewId();
        var (scope, refusal) = await door.EnterAsync(operation, session, messageId, ct);
        if (scope is null)
            return refusal;
        using var held = scope;
        // What a source looks at was chosen when it was opened: another institution or role must not be told of it.
        if (!SameRight(scope.Caller, opener))
            return await door.LogAsync(Refusal.Of(TransportProblem.RightsChanged, session.Japanese), session, messageId, operation.LogName(), ct);
        if (await door.RunAsync(happened, scope, messageId, ct) is { } message)
            await push(message, ct);
        return null;
    }

    internal static bool SameRight(Caller now, Caller opener) =>
        now.Assignment == opener.Assignment && now.Role == opener.Role && now.Institution == opener.Institution;

    /// <summary>At most what a timer takes; a token lives for minutes.</summary>
    private TimeSpan Until(DateTimeOffset end)
    {
        var left = end - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : left;
    }
}

/// <summary>How a subscription ended.</summary>
/// <param name="Refusal">Why it was refused or ended before its source did; null where the source ended or the client left.</param>
/// <param name="Opened">Whether it had been opened.</param>
internal sealed record SubscriptionEnd(Refusal? Refusal, bool Opened);
