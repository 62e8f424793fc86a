namespace ChildLink.Casework.Shares;

/// <summary>A share as it stands.</summary>
/// <param name="Child">The resident.</param>
/// <param name="Run">The run whose result is shared.</param>
/// <param name="Institution">The institution that sees it.</param>
/// <param name="Points">Whether whole points are ticked; reason categories always are.</param>
/// <param name="Reason">The steward's reason, without personal content.</param>
public sealed record Share(
    Guid Id, Guid Child, Guid Run, string Institution, bool Points, string Reason,
    DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt, string CreatedBy)
{
    /// <summary>Whether measures that a plan gives to the institution are ticked; false in decisions from before they could be.</summary>
    public bool Measures { get; init; }

    /// <summary>Staff of the institution who alone see it; null: all of its staff.</summary>
    public IReadOnlyList<string>? Persons { get; init; }

    /// <summary>When a newer run said something else about the child; null while none does.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }
}

/// <summary>What stands in an event: the share as it was then, and whose decision it was.</summary>
internal sealed record ShareEvent(Share Share, string By);

/// <summary>What the steward asks for.</summary>
/// <param name="Persons">Staff of the institution who alone shall see it; null: all of its staff.</param>
/// <param name="Measures">Whether measures that a plan gives to the institution are shown, too.</param>
public sealed record ShareRequest(
    Guid Child, Guid Run, string Institution, bool Points, string Reason, DateTimeOffset Until, IReadOnlyList<string>? Persons = null, bool Measures = false)
{
    /// <summary>Most people whom a share names.</summary>
    public const int MostPersons = 20;
}

/// <summary>What became of a decision on a share.</summary>
public abstract record ShareOutcome
{
    private ShareOutcome()
    {
    }

    /// <summary>The share stands (or has ended).</summary>
    public sealed record Done(Share Share) : ShareOutcome;

    /// <summary>Refused: <paramref name="Field"/> says which part of the request is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : ShareOutcome;

    /// <summary>No such candidate, or no such share in force: the same answer for both.</summary>
    public sealed record NotFound : ShareOutcome;

    /// <summary>The run judged with items from its label's own registers: nothing of it is shared, whoever the child is.</summary>
    public sealed record NotShareable : ShareOutcome;

    /// <summary>Sharing of the run was stopped.</summary>
    public sealed record Frozen : ShareOutcome;

    /// <summary>A share of this child with this institution is in force already.</summary>
    public sealed record AlreadyShared(Guid Id) : ShareOutcome;
}
