using System.Buffers;
using System.IO.Pipelines;
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
        bytes = ArrayPool<byte>.Shared.Rent(Math.Min(most, Math.Max(expected, FirstLength)));
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
        var reader = request.BodyReader;
        // Not by a token: a read that was torn off would keep the server from ending the request in order.
        await using var bell = late.Token.Register(reader.CancelPendingRead);
        var body = new BoundedBody(most, (int)(request.ContentLength ?? 0));
        try
        {
            if (await body.FillAsync(reader, ct) is not { } problem)
                return (body, null);
            body.Dispose();
            return (null, new RequestFault(problem, null, null));
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

    /// <summary>What is wrong with the body; null when it ended within the bounds.</summary>
    private async Task<ProblemCode?> FillAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var result = await reader.ReadAsync(ct);
            if (result.IsCanceled)
                return ProblemCode.BodyTooSlow;
            var fits = length + result.Buffer.Length <= most;
            if (fits)
            {
                foreach (var piece in result.Buffer)
                    Append(piece.Span);
            }

            reader.AdvanceTo(result.Buffer.End);
            if (!fits)
                return ProblemCode.BodyTooLarge;
            if (result.IsCompleted)
                return null;
        }
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        while (bytes.Length - length < piece.Length)
            Grow();
        piece.CopyTo(bytes.AsSpan(length));
        length += piece.Length;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(most, bytes.Length * 2));
        bytes.AsSpan(0, length).CopyTo(larger);
        bytes.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
