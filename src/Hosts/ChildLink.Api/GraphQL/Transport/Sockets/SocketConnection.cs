using ChildLink.Api.GraphQL.Transport.Requests;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>One connection: initialisation, then operations side by side, until either side closes or the token ends.</summary>
internal sealed class SocketConnection(
    SocketChannel channel, SocketOperations operations, SocketEntrance entrance, SubscriptionQuota connections, GraphQLOptions options, FaultReport faults,
    bool japanese, TimeProvider time, CancellationToken stopping)
{
    private Session? session;
    private bool initialising;

    /// <summary>Runs until the connection ends; whatever goes on then is stopped.</summary>
    /// <param name="ct">The client is gone.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var farewell = stopping.Register(() => _ = channel.CloseAsync(SocketClose.GoingAway));
        var silence = CloseAfterAsync(options.LongestSilence, SocketClose.InitialisationTimeout, () => session is null, over.Token);
        var expiry = Task.CompletedTask;
        IDisposable? place = null;
        try
        {
            while (await channel.ReceiveAsync(ct) is { } text)
            {
                var (message, fault) = SocketMessage.Read(text);
                if (message is null)
                {
                    await channel.CloseAsync(SocketClose.BadMessage(fault!));
                    continue;
                }

                using var held = message.Kind == SocketMessageKind.Subscribe ? null : message.Holder;
                if (message.Kind != SocketMessageKind.ConnectionInit)
                    await HandleAsync(message, over.Token);
                else if (await InitialiseAsync(message, ct) is { } opened)
                    (place, expiry) = (opened, CloseAfterAsync(session!.Expires - time.GetUtcNow(), SocketClose.Forbidden("token-expired"), () => true, over.Token));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception e)
        {
            // The socket was accepted long ago: no handler of failures can answer any more.
            faults.Tell(e, "");
            await channel.CloseAsync(SocketClose.InternalError);
        }
        finally
        {
            await over.CancelAsync();
            await operations.EndAsync();
            await Task.WhenAll(silence, expiry);
            place?.Dispose();
        }
    }

    /// <summary>The place that the connection takes, or null where it was refused.</summary>
    private async Task<IDisposable?> InitialiseAsync(SocketMessage message, CancellationToken ct)
    {
        if (initialising)
        {
            await channel.CloseAsync(SocketClose.TooManyInitialisations);
            return null;
        }

        initialising = true;
        var (judged, close) = await entrance.JudgeAsync(message.Payload, japanese, ct);
        if (judged is null)
        {
            await channel.CloseAsync(close!);
            return null;
        }

        if (connections.TryEnter(judged.Key) is not { } place)
        {
            await channel.CloseAsync(SocketClose.Forbidden(TransportProblem.TooManySubscriptions.Code));
            return null;
        }

        session = judged;
        await channel.AckAsync();
        return place;
    }

    private async Task HandleAsync(SocketMessage message, CancellationToken ct)
    {
        switch (message.Kind)
        {
            case SocketMessageKind.Ping:
                await channel.PongAsync();
                break;
            case SocketMessageKind.Complete:
                operations.Stop(message.Id!);
                break;
            case SocketMessageKind.Subscribe when session is null:
                message.Holder.Dispose();
                await channel.CloseAsync(SocketClose.Unauthorized);
                break;
            case SocketMessageKind.Subscribe:
                await SubscribeAsync(message, session, ct);
                break;
        }
    }

    private async Task SubscribeAsync(SocketMessage message, Session by, CancellationToken ct)
    {
        var (request, fault) = JsonRequest.Read(message.Payload, message.Holder);
        if (request is null)
        {
            message.Holder.Dispose();
            await channel.CloseAsync(SocketClose.BadMessage($"Invalid message: {fault!.Field}"));
        }
        else if (operations.IsFull)
        {
            request.Dispose();
            await operations.RefuseAsync(message.Id!, by, ct);
        }
        else if (!operations.TryStart(message.Id!, request, by, ct))
        {
            request.Dispose();
            await channel.CloseAsync(SocketClose.SubscriberExists);
        }
    }

    private async Task CloseAfterAsync(TimeSpan wait, SocketClose close, Func<bool> stillMeant, CancellationToken ct)
    {
        try
        {
            await Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, time, ct);
            if (stillMeant())
                await channel.CloseAsync(close);
        }
        catch (OperationCanceledException)
        {
            // The connection ended before.
        }
    }
}
