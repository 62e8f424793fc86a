using System.Buffers;

namespace ChildLink.Privacy.Gateway;

/// <summary>A pooled buffer that holds an answer until its log entry is durable. Cleared when returned.</summary>
internal sealed class BoundedBuffer(int limit) : IBufferWriter<byte>, IDisposable
{
    // A page of fifty children fits without growing.
    private const int FirstLength = 128 * 1024;

    // The least room handed out. More is not: what nobody could touch needs no clearing.
    private const int Room = 4 * 1024;

    // Taken when the first byte comes: a subscription keeps its scope open and writes nothing into it.
    private byte[] bytes = [];
    private int used;
    private int touched;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, used);

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        // First the room, then the array: growing replaces it.
        var room = Require(sizeHint);
        return bytes.AsMemory(used, room);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var room = Require(sizeHint);
        return bytes.AsSpan(used, room);
    }

    public void Dispose()
    {
        if (bytes.Length == 0)
            return;
        Return();
        bytes = [];
        used = 0;
    }

    private int Require(int sizeHint)
    {
        var room = Math.Max(sizeHint, Room);
        if (used + room > bytes.Length)
            Grow(used + room);
        touched = Math.Max(touched, used + room);
        return room;
    }

    private void Grow(int needed)
    {
        if (needed > limit)
            throw new AnswerTooLargeException(limit);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(limit, Math.Max(Math.Max(needed, FirstLength), bytes.Length * 2)));
        bytes.AsSpan(0, used).CopyTo(larger);
        if (bytes.Length > 0)
            Return();
        bytes = larger;
    }

    private void Return()
    {
        bytes.AsSpan(0, touched).Clear();
        ArrayPool<byte>.Shared.Return(bytes);
        touched = 0;
    }
}

/// <summary>The answer outgrew the buffer; ask for fewer rows.</summary>
public sealed class AnswerTooLargeException(int limit) : Exception($"The answer is larger than {limit} bytes. Ask for fewer rows.");
