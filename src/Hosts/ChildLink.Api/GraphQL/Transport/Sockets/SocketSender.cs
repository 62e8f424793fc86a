using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChildLink.Api.GraphQL.Transport.Sockets;

/// <summary>Sends messages one after the other; who does not read them is cut off.</summary>
/// <param name="socket">The socket.</param>
/// <param name="patience">How long a client may take to read a message.</param>
/// <param name="time">Clock.</param>
internal sealed class SocketSender(WebSocket socket, TimeSpan patience, TimeProvider time) : IDisposable
{
    private static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();
    private static readonly byte[] PongMessage = """{"type":"pong"}"""u8.ToArray();

    private readonly SemaphoreSlim one = new(1);
    private bool closed;

    public Task AckAsync(CancellationToken ct) => SendAsync(Ack, default, default, ct);

    public Task PongAsync(CancellationToken ct) => SendAsync(PongMessage, default, default, ct);

    public Task NextAsync(string id, ReadOnlyMemory<byte> result, CancellationToken ct) => SendAsync(Head(id, "next", "payload"), result, "}"u8.ToArray(), ct);

    public Task ErrorAsync(string id, ReadOnlyMemory<byte> errors, CancellationToken ct) => SendAsync(Head(id, "error", "payload"), errors, "}"u8.ToArray(), ct);

    public Task CompleteAsync(string id, CancellationToken ct) => SendAsync(Head(id, "complete", null), "}"u8.ToArray(), default, ct);

    /// <summary>Says goodbye; nothing is sent after it.</summary>
    public async Task CloseAsync(SocketClose close, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (closed || socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
                return;
            closed = true;
            using var late = new CancellationTokenSource(patience, time);
            await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, late.Token);
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

    public void Dispose() => one.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> tail, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (closed || socket.State != WebSocketState.Open)
                return;
            using var late = new CancellationTokenSource(patience, time);
            await socket.SendAsync(head, WebSocketMessageType.Text, endOfMessage: body.IsEmpty, late.Token);
            if (!body.IsEmpty)
                await socket.SendAsync(body, WebSocketMessageType.Text, endOfMessage: tail.IsEmpty, late.Token);
            if (!tail.IsEmpty)
                await socket.SendAsync(tail, WebSocketMessageType.Text, endOfMessage: true, late.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client is gone or does not read: the receiving side ends the connection.
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
