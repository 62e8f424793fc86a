namespace ChildLink.EventStore.Streams;

/// <summary>A stream no longer has the version the writer expected: somebody else appended first. Nothing was written.</summary>
public sealed class StreamMovedException(int streams)
    : Exception($"{streams} stream(s) moved on since they were read. Read again and decide anew.")
{
    /// <summary>Stable code for callers and problem documents.</summary>
    public const string Code = "stream-moved";
}
