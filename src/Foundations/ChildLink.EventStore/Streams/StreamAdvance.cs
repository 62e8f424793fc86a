using System.Runtime.InteropServices;

namespace ChildLink.EventStore.Streams;

/// <summary>From where to where a batch of events moves its streams, in order of stream so that two batches wait for each other instead of deadlocking.</summary>
internal sealed class StreamAdvance
{
    private StreamAdvance(KeyValuePair<Guid, (long First, long Last)>[] created, KeyValuePair<Guid, (long First, long Last)>[] continued, int faults)
    {
        Faults = faults;
        Created = Array.ConvertAll(created, s => s.Key);
        CreatedVersions = Array.ConvertAll(created, s => s.Value.Last);
        Continued = Array.ConvertAll(continued, s => s.Key);
        Expected = Array.ConvertAll(continued, s => s.Value.First - 1);
        ContinuedVersions = Array.ConvertAll(continued, s => s.Value.Last);
    }

    /// <summary>Events whose version does not follow the one before in the same batch.</summary>
    public int Faults { get; }

    /// <summary>Streams that begin with this batch.</summary>
    public Guid[] Created { get; }

    /// <summary>Versions of <see cref="Created"/> afterwards.</summary>
    public long[] CreatedVersions { get; }

    /// <summary>Streams that exist.</summary>
    public Guid[] Continued { get; }

    /// <summary>Versions of <see cref="Continued"/> before.</summary>
    public long[] Expected { get; }

    /// <summary>Versions of <see cref="Continued"/> afterwards.</summary>
    public long[] ContinuedVersions { get; }

    public static StreamAdvance Of(IReadOnlyList<NewEvent> events)
    {
        var streams = new Dictionary<Guid, (long First, long Last)>(events.Count);
        var faults = 0;
        for (var i = 0; i < events.Count; i++)
        {
            ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, events[i].Stream, out var known);
            if (known && events[i].Version != span.Last + 1)
                faults++;
            span = (known ? span.First : events[i].Version, events[i].Version);
        }

        var ordered = streams.OrderBy(s => s.Key).ToArray();
        return new StreamAdvance(Array.FindAll(ordered, s => s.Value.First == 1), Array.FindAll(ordered, s => s.Value.First != 1), faults);
    }
}
