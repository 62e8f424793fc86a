using ChildLink.Api.Authentication;
using ChildLink.Api.GraphQL.Transport.Running;
using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>
/// WebSockets with the protocol <c>graphql-transport-ws</c>. The token comes in <c>connection_init</c>, never in a cookie, so a socket that
/// another site opens in somebody's browser is nobody's.
/// </summary>
internal sealed class SocketDoor(
    TokenJudge judge, DocumentDoor documents, OperationDoor door, SubscriptionRun subscriptions, GraphQLOptions options, FaultReport faults, TimeProvider time,
    CancellationToken stopping)
{
    /// <summary>The only protocol.</summary>
    public const string Protocol = "graphql-transport-ws";

    private readonly SubscriptionQuota connections = new(options.ConnectionsPerPerson);

    /// <summary>Accepts a socket and stays with it until it closes.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var spoken = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = spoken ? Protocol : null });
        using var channel = new SocketChannel(socket, options, time);
        if (!spoken)
        {
            await channel.CloseAsync(SocketClose.SubprotocolNotAcceptable);
            await channel.DrainAsync(http.RequestAborted);
            return;
        }

        var operations = new SocketOperations(channel, documents, door, subscriptions, options, faults);
        await new SocketConnection(channel, operations, new SocketEntrance(judge, door, time), connections, options, faults, ProblemWriter.PrefersJapanese(http), time, stopping)
            .RunAsync(http.RequestAborted);
    }
}
