using System.Text.Json;

namespace ChildLink.EventStore.Streams;

/// <summary>One event as stored. The JSON documents are owned by the reader of the event.</summary>
/// <param name="Sequence">Position in the store; rises with commit order.</param>
public sealed record StoredEvent(
    long Sequence,
    Guid Id,
    Guid Stream,
    long Version,
    string Type,
    JsonElement Data,
    JsonElement Headers,
    DateTimeOffset At);
