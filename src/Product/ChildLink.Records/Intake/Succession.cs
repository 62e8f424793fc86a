using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>What a delivery adds to the statements about one key.</summary>
internal enum Addition
{
    /// <summary>What the row says, from the day of the delivery on.</summary>
    Accept,

    /// <summary>What stood before goes on, from the day of a later extract that had confirmed it.</summary>
    Restate,

    /// <summary>The record is not reported.</summary>
    End,
}

/// <summary>One addition.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Effective">From when on.</param>
/// <param name="IsHead">Whether it is the latest statement of its key by day.</param>
/// <param name="Content">The statement that is restated, or the one that ends.</param>
internal sealed record Added(Addition Kind, DateOnly Effective, bool IsHead, RecordStatement? Content);

/// <summary>
/// The rules by which statements follow each other. The truth of a day is what the statement with the latest effective day
/// up to it says, and of several of one day the one that came last. Full extracts confirm silently what they repeat; so when
/// an older one comes late, what it changes must not reach beyond the next extract. A delta that repeats something says so.
/// </summary>
internal static class Succession
{
    /// <summary>What a reported row adds.</summary>
    /// <param name="timeline">What is known about its key.</param>
    /// <param name="day">The day that the row speaks for.</param>
    /// <param name="nextExtract">The day of the next full extract of the scope; null when there is none or the delivery is not full.</param>
    /// <param name="saysTheSame">Whether a statement holds what the row holds.</param>
    /// <param name="standsAlone">Whether no later extract confirms what is repeated (<c>mode: delta</c>): then the row itself must stay said.</param>
    public static IEnumerable<Added> OfRow(
        RecordTimeline timeline, DateOnly day, DateOnly? nextExtract, Predicate<RecordStatement> saysTheSame, bool standsAlone)
    {
        var before = timeline.AsOf(day);
        if (before is { Ended: false } && saysTheSame(before))
        {
            if (standsAlone && before.Effective < day)
                yield return new Added(Addition.Restate, day, !timeline.SpeaksAfter(day, null), before);
            yield break;
        }

        var confirmed = nextExtract is { } next && !timeline.SpeaksAfter(day, next);
        yield return new Added(Addition.Accept, day, !confirmed && !timeline.SpeaksAfter(day, null), null);
        if (!confirmed)
            yield break;
        var last = !timeline.SpeaksAfter(nextExtract!.Value, null);
        yield return before is { Ended: false }
            ? new Added(Addition.Restate, nextExtract.Value, last, before)
            : new Added(Addition.End, nextExtract.Value, last, before);
    }

    /// <summary>What a full extract adds that lacks a key which stands on its day.</summary>
    public static IEnumerable<Added> OfMissing(RecordTimeline timeline, DateOnly day, DateOnly? nextExtract)
    {
        if (timeline.AsOf(day) is not { Ended: false } before)
            yield break;
        var confirmed = nextExtract is { } next && !timeline.SpeaksAfter(day, next);
        yield return new Added(Addition.End, day, !confirmed && !timeline.SpeaksAfter(day, null), before);
        if (confirmed)
            yield return new Added(Addition.Restate, nextExtract!.Value, !timeline.SpeaksAfter(nextExtract.Value, null), before);
    }
}
