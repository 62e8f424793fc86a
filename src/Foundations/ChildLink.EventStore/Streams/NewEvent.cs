namespace ChildLink.EventStore.Streams;

/// <summary>One event to append.</summary>
/// <param name="Id">Identity of the event; appending the same id twice is refused by the database.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">1-based position inside the stream; the batch holds consecutive versions per stream.</param>
/// <param name="Type">Alias in snake case, e.g. <c>record_accepted</c>.</param>
/// <param name="Data">The payload as UTF-8 JSON.</param>
/// <param name="Headers">Headers as UTF-8 JSON.</param>
public sealed record NewEvent(
    Guid Id,
    Guid Stream,
    long Version,
    string Type,
    ReadOnlyMemory<byte> Data,
    ReadOnlyMemory<byte> Headers);
