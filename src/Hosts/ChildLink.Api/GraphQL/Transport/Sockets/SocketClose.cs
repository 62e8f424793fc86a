namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>Why the server closes a WebSocket (protocol <c>graphql-transport-ws</c>). The reasons never repeat what was sent.</summary>
/// <param name="Code">Close code.</param>
/// <param name="Reason">At most 123 bytes.</param>
public sealed record SocketClose(int Code, string Reason)
{
    public static readonly SocketClose InternalError = new(4500, "Internal server error");
    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized");
    public static readonly SocketClose SubprotocolNotAcceptable = new(4406, "Subprotocol not acceptable");
    public static readonly SocketClose InitialisationTimeout = new(4408, "Connection initialisation timeout");
    public static readonly SocketClose SubscriberExists = new(4409, "Subscriber for this id already exists");
    public static readonly SocketClose TooManyInitialisations = new(4429, "Too many initialisation requests");
    public static readonly SocketClose GoingAway = new(1001, "The server stops");
    public static readonly SocketClose TooLarge = new(1009, "Message too big");
    public static readonly SocketClose TryAgainLater = new(4503, "Try again later");

    /// <summary>A message that the protocol does not know.</summary>
    public static SocketClose BadMessage(string why) => new(4400, why);

    /// <summary>Not, or no longer, admitted.</summary>
    /// <param name="code">Stable code of the reason.</param>
    public static SocketClose Forbidden(string code) => new(4403, "Forbidden: " + code);
}
