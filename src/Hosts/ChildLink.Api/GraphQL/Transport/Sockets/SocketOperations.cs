using System.Collections.Concurrent;
using ChildLink.Api.GraphQL.Transport.Answers;
using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.Problems;
using ChildLink.GraphQL.Documents;
using ChildLink.GraphQL.Language;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>The operations of one connection, side by side, each under the id that the client gave it.</summary>
internal sealed class SocketOperations(
    SocketChannel channel, DocumentDoor documents, OperationDoor door, SubscriptionRun subscriptions, GraphQLOptions options, FaultReport faults)
{
    private readonly Dictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Running, Task> tasks = new();
    private readonly Lock gate = new();

    /// <summary>Whether no more may be started until one ends.</summary>
    public bool IsFull => tasks.Count >= options.OperationsPerConnection;

    /// <summary>Starts an operation; false when one of that id runs. The request is disposed with it.</summary>
    public bool TryStart(string id, GraphQLRequest request, Session session, CancellationToken ct)
    {
        var started = new Running(id, ct);
        lock (gate)
        {
            if (!running.TryAdd(id, started))
            {
                started.Dispose();
                return false;
            }
        }

        var task = RunAsync(started, request, session);
        tasks[started] = task;
        // Only now, or a task that has ended already would stay there for ever.
        _ = task.ContinueWith(_ => tasks.TryRemove(started, out Task? _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return true;
    }

    /// <summary>Refuses one operation too many. The receiver waits for it, so that nobody can pile them up.</summary>
    public async Task RefuseAsync(string id, Session session, CancellationToken ct)
    {
        var requestId = door.NewId();
        var refusal = await door.LogAsync(Refusal.Of(TransportProblem.TooManySubscriptions, session.Japanese), session, requestId, OperationDoor.Unnamed, ct);
        await channel.ErrorAsync(id, ErrorWriting.List(refusal, requestId));
    }

    /// <summary>The client wants no more of an operation; its id is free again.</summary>
    public void Stop(string id)
    {
        lock (gate)
        {
            if (running.Remove(id, out var started))
                started.Stop();
        }
    }

    /// <summary>Waits until every operation has ended; their token was cancelled.</summary>
    public Task EndAsync() => Task.WhenAll(tasks.Values);

    private async Task RunAsync(Running started, GraphQLRequest request, Session session)
    {
        // The receiver goes on to the next message meanwhile.
        await Task.Yield();
        var ct = started.Token;
        var requestId = door.NewId();
        try
        {
            var refusal = await RunAsync(started.Id, request, session, requestId, ct);
            Free(started);
            if (!ct.IsCancellationRequested)
                await (refusal is null ? channel.CompleteAsync(started.Id) : channel.ErrorAsync(started.Id, ErrorWriting.List(refusal, requestId)));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client wants no more of it, or is gone.
        }
        catch (Exception e)
        {
            Free(started);
            await channel.ErrorAsync(started.Id, ErrorWriting.List(Refusal.Of(faults.Tell(e, requestId.ToString("D")), session.Japanese), requestId));
        }
        finally
        {
            Free(started);
            request.Dispose();
            lock (gate)
                started.Dispose();
        }
    }

    /// <summary>Frees the id before the client hears that it is free.</summary>
    private void Free(Running started)
    {
        lock (gate)
        {
            if (running.TryGetValue(started.Id, out var known) && ReferenceEquals(known, started))
                running.Remove(started.Id);
        }
    }

    /// <summary>Null when the operation ended well; else the errors that are its only message.</summary>
    private async Task<Refusal?> RunAsync(string id, GraphQLRequest request, Session session, Guid requestId, CancellationToken ct)
    {
        var (operation, refusal) = documents.Choose(request, session.Japanese);
        if (operation is null)
            return await door.LogAsync(refusal!, session, requestId, OperationDoor.Unnamed, ct);
        return operation.Kind == OperationKind.Subscription
            ? await StreamAsync(id, operation, request, session, requestId, ct)
            : await door.AnswerAsync(operation, request.Variables, session, requestId, answer => channel.NextAsync(id, answer.Json), ct);
    }

    private async Task<Refusal?> StreamAsync(string id, PreparedOperation operation, GraphQLRequest request, Session session, Guid requestId, CancellationToken ct)
    {
        var end = await subscriptions.RunAsync(operation, request.Variables, session, requestId, (json, _) => channel.NextAsync(id, json), ct);
        if (end is not { Opened: true, Refusal: { } late })
            return end.Refusal;
        // An error message is for what never began; what ends later says so in a last answer.
        await channel.NextAsync(id, ErrorWriting.Answer(late, requestId));
        return null;
    }

    private sealed class Running(string id, CancellationToken connection) : IDisposable
    {
        private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(connection);

        public string Id { get; } = id;

        public CancellationToken Token => stop.Token;

        public void Stop() => stop.Cancel();

        public void Dispose() => stop.Dispose();
    }
}
