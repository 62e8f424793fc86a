using System.Text.Json.Serialization;

namespace ChildLink.Privacy.Erasure;

/// <summary>An erasure as it stands.</summary>
/// <param name="Subject">Who was asked to be erased; opaque.</param>
/// <param name="Subjects">Who was erased: the subject and the sources linked to it. Empty until it is effective.</param>
/// <param name="EffectiveAt">Since when nothing of the subject can be read through the product; null while it waits for approval.</param>
/// <param name="CompleteBy">Until when nothing is left in the database's own files.</param>
/// <param name="BackupsUntil">Until when the last backup from before has ended.</param>
/// <param name="CompletedAt">When nothing was left in the database's own files; null before.</param>
/// <param name="WithdrawnAt">When it was taken back before it was approved; null else.</param>
/// <param name="ReleasedAt">Since when deliveries about the subject are taken in again; null while they are ignored.</param>
public sealed record ErasureRecord(
    Guid Id, Guid Subject, string Reason, string RequestedBy, DateTimeOffset RequestedAt, string? ApprovedBy, DateTimeOffset? EffectiveAt,
    IReadOnlyList<Guid> Subjects, DateTimeOffset? CompleteBy, DateTimeOffset? BackupsUntil, DateTimeOffset? CompletedAt,
    DateTimeOffset? WithdrawnAt, DateTimeOffset? ReleasedAt)
{
    /// <summary>Whether it waits for approval.</summary>
    public bool IsWaiting => EffectiveAt is null && WithdrawnAt is null;
}

/// <summary>How long what an erasure leaves behind may stay.</summary>
/// <param name="Storage">Dead rows, indexes and write-ahead log.</param>
/// <param name="Backups">Backups from before.</param>
public sealed record ErasurePromise(TimeSpan Storage, TimeSpan Backups)
{
    /// <summary>7 days for the storage, 90 for backups.</summary>
    public static ErasurePromise Default { get; } = new(TimeSpan.FromDays(7), TimeSpan.FromDays(90));
}

/// <summary>What asking, approving, withdrawing or releasing leads to.</summary>
public abstract record ErasureOutcome
{
    private ErasureOutcome()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Erasure">The erasure as it stands now.</param>
    /// <param name="Rows">Rows that go, or went, in all tables together but the protection list: table by table they would tell what is known of a person.</param>
    public sealed record Done(ErasureRecord Erasure, long Rows) : ErasureOutcome;

    /// <summary>Nothing was written: how many rows would go, counted in the same way, and whether something stands in the way.</summary>
    public sealed record Foreseen(long Rows, bool IsHeld) : ErasureOutcome;

    /// <summary>Something stands in the way; nothing was written. It is the same whatever it is.</summary>
    public sealed record Held : ErasureOutcome
    {
        /// <summary>Stable code.</summary>
        public const string Code = "erasure-held";

        /// <summary>What may have to be done first.</summary>
        public const string Message =
            "Something stands in the way: a share in force (end it), an emergency access that nobody reviewed (review it), a declared conflict that covers the household by this person (declare it for those who remain, then end it), a source that names two residents alike (correct the link), or a measure on which others depend (the office in charge of it has to end or move it). Which of them is not told.";
    }

    /// <summary>Refused; <paramref name="Code"/> is stable.</summary>
    public sealed record Refused(string Code, string Message) : ErasureOutcome;
}

/// <summary>What stands in an event: opaque ids and who decided, never a value.</summary>
internal sealed record ErasureEvent(
    Guid Erasure, IReadOnlyList<Guid> Subjects, string Reason, string By, DateTimeOffset At, long Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErasureEvent))]
internal sealed partial class ErasureJson : JsonSerializerContext;
