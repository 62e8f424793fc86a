using System.Text.Json;
using ChildLink.Api.GraphQL.Transport.Requests;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>Kind of a message from a client.</summary>
public enum SocketMessageKind
{
    /// <summary><c>connection_init</c>.</summary>
    ConnectionInit,

    /// <summary><c>ping</c>.</summary>
    Ping,

    /// <summary><c>pong</c>.</summary>
    Pong,

    /// <summary><c>subscribe</c>.</summary>
    Subscribe,

    /// <summary><c>complete</c>.</summary>
    Complete,
}

/// <summary>A message from a client (protocol <c>graphql-transport-ws</c>).</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Id of the operation; null where the kind has none.</param>
/// <param name="Payload">An object, or undefined; lives as long as <paramref name="Holder"/>.</param>
/// <param name="Holder">The caller disposes it, or hands it to a request.</param>
public sealed record SocketMessage(SocketMessageKind Kind, string? Id, JsonElement Payload, JsonDocument Holder)
{
    private const int LongestId = 128;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads a text message; the bytes must stay as they are until the holder is disposed.</summary>
    /// <returns>The message, or why there is none.</returns>
    public static (SocketMessage? Message, string? Fault) Read(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument json;
        try
        {
            if (!UnicodeText.IsWhole(utf8.Span))
                return (null, "Invalid message: not Unicode text");
            json = JsonDocument.Parse(utf8, Strict);
        }
        catch (JsonException)
        {
            return (null, "Invalid message: not JSON");
        }

        var (message, fault) = Read(json);
        if (message is null)
            json.Dispose();
        return (message, fault);
    }

    private static (SocketMessage? Message, string? Fault) Read(JsonDocument json)
    {
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            return (null, "Invalid message: no type");
        if (KindOf(type.GetString()!) is not { } kind)
            return (null, "Invalid message: unknown type");
        string? id = null;
        if (kind is SocketMessageKind.Subscribe or SocketMessageKind.Complete)
        {
            if (!root.TryGetProperty("id", out var given) || given.ValueKind != JsonValueKind.String || given.GetString() is not { Length: > 0 and <= LongestId } text)
                return (null, "Invalid message: no id of 1 to 128 characters");
            id = text;
        }

        if (root.TryGetProperty("payload", out var payload) && payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return (null, "Invalid message: payload must be an object");
        return (new SocketMessage(kind, id, payload.ValueKind == JsonValueKind.Object ? payload : default, json), null);
    }

    private static SocketMessageKind? KindOf(string type) => type switch
    {
        "connection_init" => SocketMessageKind.ConnectionInit,
        "ping" => SocketMessageKind.Ping,
        "pong" => SocketMessageKind.Pong,
        "subscribe" => SocketMessageKind.Subscribe,
        "complete" => SocketMessageKind.Complete,
        _ => null,
    };
}
