using System.Buffers;
using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>A body read whole, within a bound of bytes and of time. The bytes live until it is disposed; then they are cleared.</summary>
internal sealed class BoundedBody : IDisposable
{
    private const int FirstLength = 4 * 1024;

    private readonly int most;
    private byte[] bytes;
    private int length;

    private BoundedBody(int most, int expected)
    {
        this.most = most;
        bytes = ArrayPool<byte>.Shared.Rent(Math.Clamp(expected + 1, FirstLength, most + 1));
    }

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    /// <summary>Reads the body of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="patience">Longest time of the whole reading; who sends too slowly all the time is ended by the server below.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<(BoundedBody? Body, RequestFault? Fault)> ReadAsync(HttpRequest request, int most, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return (null, new RequestFault(ProblemCode.BodyTooLarge, null, null));
        using var late = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        var body = new BoundedBody(most, (int)(request.ContentLength ?? 0));
        try
        {
            if (await body.FillAsync(request.Body, both.Token))
                return (body, null);
            body.Dispose();
            return (null, new RequestFault(ProblemCode.BodyTooLarge, null, null));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            body.Dispose();
            return (null, new RequestFault(ProblemCode.BodyTooSlow, null, null));
        }
        catch (BadHttpRequestException e)
        {
            body.Dispose();
            return (null, new RequestFault(ProblemCode.OfBadRequest(e.StatusCode), "body", null));
        }
    }

    public void Dispose()
    {
        if (bytes.Length == 0)
            return;
        bytes.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, length) = ([], 0);
    }

    /// <summary>Whether the body ended within the bound.</summary>
    private async Task<bool> FillAsync(Stream stream, CancellationToken ct)
    {
        while (true)
        {
            if (length == bytes.Length)
                Grow();
            var read = await stream.ReadAsync(bytes.AsMemory(length), ct);
            length += read;
            if (length > most)
                return false;
            if (read == 0)
                return true;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(most + 1, bytes.Length * 2));
        bytes.AsSpan(0, length).CopyTo(larger);
        bytes.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
