namespace ChildLink.Records.Store;

/// <summary>What one delivery says about one business key from a day on.</summary>
/// <param name="Key">Keyed digest of the business key.</param>
/// <param name="Effective">The day from which it holds.</param>
/// <param name="Ended">Whether it says that the record is no longer reported.</param>
/// <param name="Event">The event that holds the content; of an end, the end itself.</param>
/// <param name="Previous">The event that <paramref name="Event"/> follows; empty when it is the first of its key.</param>
/// <param name="StatedBy">The event that made the statement; another than <paramref name="Event"/> when content was restated.</param>
/// <param name="Stream">Whom the record is about.</param>
/// <param name="Version">Version of <paramref name="Event"/> in its stream.</param>
/// <param name="Row">Row of the delivered file; 0 when no row says it.</param>
internal sealed record RecordStatement(
    Guid Key, DateOnly Effective, bool Ended, Guid Event, Guid Previous, Guid StatedBy, Guid Stream, long Version, long Row)
{
    /// <summary>Sequence number of <see cref="StatedBy"/>; 0 until it is stored.</summary>
    public long Seq { get; init; }
}

/// <summary>A statement on its way into the store.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="IsHead">Whether it is the latest of its key by effective day; an end never is, it takes the head away.</param>
/// <param name="Retires">Whether a head of the key exists that it takes the place of.</param>
internal readonly record struct NewStatement(RecordStatement Statement, bool IsHead, bool Retires);
