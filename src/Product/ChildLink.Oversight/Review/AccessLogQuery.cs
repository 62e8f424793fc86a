using ChildLink.Privacy.Gateway;
using ChildLink.TransparencyLog.Merkle;

namespace ChildLink.Oversight.Review;

/// <summary>What the officer looks for; every part that is null leaves all entries in.</summary>
public sealed record AccessLogQuery
{
    /// <summary>Most entries of one page.</summary>
    public const int LargestPage = 200;

    /// <summary>A child whose rows were in the answer.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Actors, one of whom it was: issuer and subject of the token, joined by a bar.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>Role.</summary>
    public string? Role { get; init; }

    /// <summary>Declared purpose.</summary>
    public string? Purpose { get; init; }

    /// <summary>Outcome; <c>refused</c> finds every refusal, <c>refused:code</c> one kind.</summary>
    public string? Outcome { get; init; }

    /// <summary>First instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Instant after the last.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Cursor: entries before this sequence number.</summary>
    public long? BeforeSequence { get; init; }

    /// <summary>Entries of the page, 1 to 200; 50 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 1 and 200.</exception>
    public int Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestPage);
            field = value;
        }
    } = 50;
}

/// <summary>An entry with its place in the log.</summary>
/// <param name="Sequence">Sequence number, from 0.</param>
/// <param name="Entry">The entry as its bytes say.</param>
public sealed record LoggedEntry(long Sequence, DisclosureEntry Entry);

/// <summary>Shows that an entry stands under a signed checkpoint.</summary>
/// <param name="Proof">Path from the entry to the root of the checkpoint.</param>
/// <param name="Leaf">Leaf hash of the entry.</param>
/// <param name="Checkpoint">The signed note.</param>
public sealed record EntryInclusion(InclusionProof Proof, TreeHash Leaf, string Checkpoint);
