using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>Messages of one socket: received whole and bounded, sent one after the other. Who does not read what is sent is cut off.</summary>
internal sealed class SocketChannel(WebSocket socket, GraphQLOptions options, TimeProvider time) : IDisposable
{
    private static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();
    private static readonly byte[] Pong = """{"type":"pong"}"""u8.ToArray();
    private static readonly byte[] End = "}"u8.ToArray();
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private const int Piece = 4 * 1024;

    private readonly SemaphoreSlim one = new(1);
    private readonly CancellationTokenSource gone = new();
    private bool closed;

    public Task AckAsync() => SendAsync([Ack]);

    public Task PongAsync() => SendAsync([Pong]);

    public Task NextAsync(string id, ReadOnlyMemory<byte> result) => SendAsync([Head(id, "next", "payload"), result, End]);

    public Task ErrorAsync(string id, ReadOnlyMemory<byte> errors) => SendAsync([Head(id, "error", "payload"), errors, End]);

    public Task CompleteAsync(string id) => SendAsync([Head(id, "complete", null), End]);

    /// <summary>The next message; null when the socket ended. What comes after a goodbye is read and thrown away.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, gone.Token);
        while (true)
        {
            using var text = new MemoryStream();
            var (kind, whole) = await ReceiveAsync(text, both.Token);
            if (kind == WebSocketMessageType.Close)
            {
                await CloseAsync(new SocketClose((int)WebSocketCloseStatus.NormalClosure, ""));
                return null;
            }

            if (closed)
                continue;
            if (!whole)
                await CloseAsync(SocketClose.TooLarge);
            else if (kind != WebSocketMessageType.Text)
                await CloseAsync(SocketClose.BadMessage("Invalid message: not text"));
            else
                return text.GetBuffer().AsMemory(0, (int)text.Length);
        }
    }

    /// <summary>Reads until the client closes too.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (await ReceiveAsync(ct) is not null)
        {
        }
    }

    /// <summary>Says goodbye; nothing is sent after it, and a client that does not answer it is cut off.</summary>
    public async Task CloseAsync(SocketClose close)
    {
        await one.WaitAsync(CancellationToken.None);
        try
        {
            if (closed)
                return;
            closed = true;
            gone.CancelAfter(Goodbye);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, gone.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        one.Dispose();
        gone.Dispose();
    }

    private async Task<(WebSocketMessageType Kind, bool Whole)> ReceiveAsync(MemoryStream text, CancellationToken ct)
    {
        var piece = new byte[Piece];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(piece.AsMemory(), ct);
                if (received.MessageType == WebSocketMessageType.Close)
                    return (WebSocketMessageType.Close, true);
                if (text.Length + received.Count > options.BodyBytes)
                    return (received.MessageType, false);
                await text.WriteAsync(piece.AsMemory(0, received.Count), ct);
                if (received.EndOfMessage)
                    return (received.MessageType, true);
            }
        }
        catch (Exception e) when (e is WebSocketException || (e is OperationCanceledException && gone.IsCancellationRequested))
        {
            // Cut off without a goodbye.
            socket.Abort();
            return (WebSocketMessageType.Close, true);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte>[] parts)
    {
        await one.WaitAsync(CancellationToken.None);
        try
        {
            if (closed || socket.State != WebSocketState.Open)
                return;
            using var late = new CancellationTokenSource(options.LongestTime, time);
            for (var i = 0; i < parts.Length; i++)
                await socket.SendAsync(parts[i], WebSocketMessageType.Text, endOfMessage: i == parts.Length - 1, late.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The receiving side ends the connection.
            socket.Abort();
        }
        finally
        {
            one.Release();
        }
    }

    private static byte[] Head(string id, string type, string? member) =>
        Encoding.UTF8.GetBytes($$"""{"id":"{{JsonEncodedText.Encode(id)}}","type":"{{type}}"{{(member is null ? "" : $",\"{member}\":")}}""");
}
