using ChildLink.Privacy.Sealing;

namespace ChildLink.Casework.Narrowing;

/// <summary>Where a candidate stands in the narrowing (絞り込み), in the words of data and doors.</summary>
public static class NarrowingStatus
{
    /// <summary>未着手: nobody decided anything yet.</summary>
    public const string Open = "open";

    /// <summary>照会中: the institution is asked.</summary>
    public const string Inquiring = "inquiring";

    /// <summary>支援検討へ: goes on to a case and a conference.</summary>
    public const string Proceed = "proceed";

    /// <summary>今回は見送り: not this time.</summary>
    public const string NotNow = "not-now";

    /// <summary>対象外: no candidate for people.</summary>
    public const string Excluded = "excluded";

    /// <summary>All of them with their Japanese names, in order of the work.</summary>
    public static IReadOnlyList<(string Status, string Ja)> All { get; } =
        [(Open, "未着手"), (Inquiring, "照会中"), (Proceed, "支援検討へ"), (NotNow, "今回は見送り"), (Excluded, "対象外")];

    /// <summary>Reads a word or a Japanese name; null for anything else.</summary>
    public static string? Read(string? text)
    {
        foreach (var (status, ja) in All)
        {
            if (text == status || text == ja)
                return status;
        }

        return null;
    }
}

/// <summary>What a person decides about a candidate.</summary>
/// <param name="Child">The candidate.</param>
/// <param name="Run">The run whose candidate it is.</param>
/// <param name="Status">One of <see cref="NarrowingStatus"/>.</param>
/// <param name="Note">所見, 1 to 2,000 characters, or null.</param>
/// <param name="Version">The version that the person saw; 0 before the first step.</param>
public sealed record NarrowingRequest(Guid Child, Guid Run, string Status, string? Note, long Version)
{
    /// <summary>Longest note.</summary>
    public const int LongestNote = 2_000;
}

/// <summary>A step of the narrowing as it stands; the note stays sealed.</summary>
public sealed record NarrowingStep(Guid Child, Guid Run, long Version, string Status, SealedText? Note, string By, DateTimeOffset At);

/// <summary>What became of a step.</summary>
public abstract record NarrowingOutcome
{
    private NarrowingOutcome()
    {
    }

    /// <summary>The step stands.</summary>
    public sealed record Done(NarrowingStep Step) : NarrowingOutcome;

    /// <summary>The very same status and note stand already, from this version or from a later one; nothing was written.</summary>
    public sealed record Unchanged(NarrowingStep Step) : NarrowingOutcome;

    /// <summary>Refused: <paramref name="Field"/> says which part is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : NarrowingOutcome;

    /// <summary>No such candidate.</summary>
    public sealed record NotFound : NarrowingOutcome;

    /// <summary>Somebody else decided meanwhile.</summary>
    /// <param name="Version">The present version.</param>
    public sealed record Conflict(long Version) : NarrowingOutcome;
}
