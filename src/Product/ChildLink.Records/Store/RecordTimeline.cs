namespace ChildLink.Records.Store;

/// <summary>Every statement about one business key, for deliveries that speak for a day before the latest.</summary>
internal sealed class RecordTimeline(IEnumerable<RecordStatement> statements)
{
    private readonly RecordStatement[] ordered = [.. statements.OrderBy(s => s.Effective).ThenBy(s => s.Seq)];

    /// <summary>The event that was stated last, which the next event of the key follows; empty when there is none.</summary>
    public Guid Tail => ordered.MaxBy(s => s.Seq)?.StatedBy ?? Guid.Empty;

    /// <summary>Whether the key has a head.</summary>
    public bool HasHead => ordered is [.., { Ended: false }];

    /// <summary>Whom the key was about at any time.</summary>
    public IEnumerable<Guid> Streams => ordered.Select(s => s.Stream).Distinct();

    /// <summary>What stands on a day; null when nothing was said up to then.</summary>
    public RecordStatement? AsOf(DateOnly day) => Array.FindLast(ordered, s => s.Effective <= day);

    /// <summary>Whether something is said for a day after <paramref name="from"/>, up to <paramref name="to"/> where given.</summary>
    public bool SpeaksAfter(DateOnly from, DateOnly? to) => Array.Exists(ordered, s => s.Effective > from && (to is null || s.Effective <= to));
}
