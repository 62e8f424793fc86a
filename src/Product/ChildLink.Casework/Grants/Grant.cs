namespace ChildLink.Casework.Grants;

/// <summary>個別提供 as it stands: one item of one child for one institution. What people wrote about it is sealed beside it.</summary>
/// <param name="Case">The case in which it was proposed; it opens nothing once that is closed.</param>
/// <param name="Child">The resident.</param>
/// <param name="Item">Data item of the provision.</param>
/// <param name="Provision">The provision that may give it.</param>
/// <param name="Basis">Id of the legal basis.</param>
/// <param name="Authority">Statute and article as they stood when it was proposed.</param>
/// <param name="Institution">The institution that sees it.</param>
/// <param name="Persons">Staff of the institution who alone see it; null: all of its staff.</param>
/// <param name="From">Begin; never before the approval.</param>
/// <param name="Until">The instant from which on it opens nothing.</param>
/// <param name="State">One of <see cref="GrantState"/>.</param>
/// <param name="Version">Number of events; decisions name the one they were made on.</param>
public sealed record Grant(
    Guid Id, Guid Case, Guid Child, string Item, string Provision, string Basis, string Authority, string Institution, IReadOnlyList<string>? Persons,
    DateTimeOffset From, DateTimeOffset Until, string State, string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
    string? EndedBy, DateTimeOffset? EndedAt, long Version)
{
    /// <summary>Whether it waits for a decision or is approved, and its period has not run out.</summary>
    public bool Stands(DateTimeOffset now) => State is GrantState.Proposed or GrantState.Approved && now < Until;
}

/// <summary>States of a grant.</summary>
public static class GrantState
{
    /// <summary>申請中: waits for a second person.</summary>
    public const string Proposed = "proposed";

    /// <summary>承認.</summary>
    public const string Approved = "approved";

    /// <summary>却下.</summary>
    public const string Refused = "refused";

    /// <summary>終了: somebody ended it, or took the proposal back.</summary>
    public const string Ended = "ended";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Proposed, Approved, Refused, Ended];
}

/// <summary>What case staff ask for.</summary>
/// <param name="Item">Data item that a provision may give under <paramref name="Basis"/>.</param>
/// <param name="Basis">Id of a legal basis.</param>
/// <param name="Institution">The institution that the child belongs to now.</param>
/// <param name="Persons">Staff of it who alone shall see the item; null: all of its staff, which terms under a case statute refuse.</param>
/// <param name="Trigger">What made for it, in words: who asked, or what came to be known; sealed.</param>
/// <param name="Reason">Why the institution needs the item, in words; sealed.</param>
/// <param name="From">Begin; null: the approval.</param>
/// <param name="Until">End: within a year of the begin, and not after the end of basis and provision.</param>
public sealed record GrantRequest(
    string Item, string Basis, string Institution, IReadOnlyList<string>? Persons, string Trigger, string Reason, DateTimeOffset? From, DateTimeOffset Until)
{
    /// <summary>Most people whom a grant names.</summary>
    public const int MostPersons = 20;

    /// <summary>Most characters of a text.</summary>
    public const int LongestText = 1000;
}

/// <summary>What became of a command on a grant.</summary>
public abstract record GrantOutcome
{
    private GrantOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done(Grant Grant) : GrantOutcome;

    /// <summary>Refused: <paramref name="Field"/> says which part of the request is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : GrantOutcome;

    /// <summary>No such case or grant, or not the caller's: one answer for all.</summary>
    public sealed record NotFound : GrantOutcome;

    /// <summary>Somebody else was faster.</summary>
    public sealed record Conflict(long Version) : GrantOutcome;

    /// <summary>It is decided or over.</summary>
    public sealed record Decided : GrantOutcome;

    /// <summary>Whoever proposed it, or would see the item by it, cannot decide on it.</summary>
    public sealed record SamePerson : GrantOutcome;

    /// <summary>One of the same item for the same institution stands.</summary>
    public sealed record AlreadyGranted(Guid Id) : GrantOutcome;

    /// <summary>What was proposed is not possible any more; <paramref name="Message"/> says what is missing.</summary>
    public sealed record NotPossible(string Message) : GrantOutcome;
}
