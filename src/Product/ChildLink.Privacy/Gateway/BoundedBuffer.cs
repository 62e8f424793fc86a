using System.Buffers;

namespace ChildLink.Privacy.Gateway;

/// <summary>A pooled buffer that holds an answer until its log entry is durable. Cleared when returned.</summary>
internal sealed class BoundedBuffer(int limit) : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int used;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, used);

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Require(sizeHint);
        return bytes.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Require(sizeHint);
        return bytes.AsSpan(used);
    }

    public void Dispose()
    {
        if (bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = [];
        used = 0;
    }

    private void Require(int sizeHint)
    {
        var needed = used + Math.Max(sizeHint, 256);
        if (needed <= bytes.Length)
            return;
        if (needed > limit)
            throw new AnswerTooLargeException(limit);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(limit, Math.Max(needed, bytes.Length * 2)));
        bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        bytes = larger;
    }
}

/// <summary>The answer outgrew the buffer; ask for fewer rows.</summary>
public sealed class AnswerTooLargeException(int limit) : Exception($"The answer is larger than {limit} bytes. Ask for fewer rows.");
