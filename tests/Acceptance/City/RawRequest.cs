using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ChildLink.Tests.Acceptance.City;

/// <summary>Sends bytes that no client library would send.</summary>
public static class RawRequest
{
    /// <summary>Sends a request whose head is given without Host, Connection and the empty line; Latin-1, so that any byte can be said.</summary>
    public static async Task<Reply> SendAsync(Uri address, string head, byte[]? body = null)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = socket.GetStream();
        var length = body is null ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{head}Host: localhost\r\nConnection: close\r\n{length}\r\n"), ct);
        await stream.WriteAsync(body ?? [], ct);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, ct);
        return Parse(answer.ToArray());
    }

    private static Reply Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        end.ShouldBePositive("no answer");
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1], StringComparer.Ordinal);
        var body = bytes[(end + 4)..];
        return new Reply(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers,
            headers.GetValueOrDefault("transfer-encoding") == "chunked" ? Join(body) : body);
    }

    private static byte[] Join(byte[] chunked)
    {
        using var joined = new MemoryStream();
        for (var rest = chunked.AsSpan(); ;)
        {
            var line = rest.IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(rest[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return joined.ToArray();
            joined.Write(rest.Slice(line + 2, size));
            rest = rest[(line + 2 + size + 2)..];
        }
    }
}
