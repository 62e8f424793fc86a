using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChildLink.Benchmarks.Lists;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends the same request again and again. HttpClient would take as much of
/// the machine as the servers it measures.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1 << 20];
    private readonly byte[] request;

    private RawConnection(byte[] request) => this.request = request;

    /// <summary>Connects for a GET without a body.</summary>
    public static Task<RawConnection> OpenAsync(Uri server, string pathAndHeaders, CancellationToken ct) =>
        ConnectAsync(server, $"GET {pathAndHeaders}\r\nHost: {server.Authority}\r\n\r\n", default, ct);

    /// <summary>Connects for a POST of JSON.</summary>
    public static Task<RawConnection> OpenAsync(Uri server, string pathAndHeaders, byte[] body, CancellationToken ct) => ConnectAsync(
        server, string.Create(CultureInfo.InvariantCulture, $"POST {pathAndHeaders}\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), body, ct);

    private static async Task<RawConnection> ConnectAsync(Uri server, string head, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var opened = new RawConnection([.. Encoding.ASCII.GetBytes(head), .. body.Span]);
        await opened.socket.ConnectAsync(IPEndPoint.Parse(server.Authority), ct);
        return opened;
    }

    /// <summary>Sends the request and reads the answer; the memory lives until the next call.</summary>
    /// <exception cref="InvalidDataException">The answer is not 200 with a length.</exception>
    public async Task<ReadOnlyMemory<byte>> AskAsync()
    {
        await socket.SendAsync(request);
        var (used, head, length) = (0, -1, 0);
        while (head < 0 || used < head + length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(used));
            if (read == 0)
                throw new InvalidDataException("The server closed the connection.");
            used += read;
            if (head < 0 && buffer.AsSpan(0, used).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                head = end + 4;
                length = Length(buffer.AsSpan(0, head));
            }
        }

        return buffer.AsMemory(head, length);
    }

    public void Dispose() => socket.Dispose();

    private static int Length(ReadOnlySpan<byte> head)
    {
        // Servers differ in how they write its name.
        const int Field = 15;
        var at = Math.Max(head.IndexOf("ontent-Length: "u8), head.IndexOf("ontent-length: "u8));
        if (!head.StartsWith("HTTP/1.1 200 "u8) || at < 0 || !Utf8Parser.TryParse(head[(at + Field)..], out int length, out _))
            throw new InvalidDataException(Encoding.ASCII.GetString(head));
        return length;
    }
}
