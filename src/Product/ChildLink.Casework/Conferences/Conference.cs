namespace ChildLink.Casework.Conferences;

/// <summary>個別支援会議: an agenda of households with the minutes each takes.</summary>
/// <param name="Run">The run whose cases it is about, or null.</param>
/// <param name="Institution">The institution whose children it is about, or null.</param>
/// <param name="Minutes">Minutes there are.</param>
/// <param name="State">One of <see cref="ConferenceState"/>.</param>
/// <param name="Chair">Who planned it and leads it.</param>
/// <param name="Participants">Who takes part, by name or function.</param>
/// <param name="Items">The agenda in order.</param>
public sealed record Conference(
    Guid Id, Guid? Run, string? Institution, DateTimeOffset HeldAt, int Minutes, string State, string Chair, IReadOnlyList<string> Participants,
    IReadOnlyList<AgendaItem> Items, long Version)
{
    /// <summary>Minutes that the agenda takes.</summary>
    public int Sum => Items.Sum(i => i.Minutes);

    /// <summary>The same without whose children it is about and who sits there: for whoever counts conferences.</summary>
    public Conference WithoutStaff() => this with { Institution = null, Chair = "", Participants = [] };
}

/// <summary>One household on the agenda: siblings together, a child of a protected household alone.</summary>
/// <param name="Number">Place, from 1.</param>
/// <param name="Minutes">Minutes planned.</param>
/// <param name="IsFirst">Whether nobody of it was in a conference before.</param>
/// <param name="Took">Minutes it took; null until minutes were recorded.</param>
/// <param name="Cases">Cases of its children.</param>
public sealed record AgendaItem(int Number, int Minutes, bool IsFirst, int? Took, IReadOnlyList<Guid> Cases);

/// <summary>States of a conference.</summary>
public static class ConferenceState
{
    public const string Planned = "planned";
    public const string Held = "held";
    public const string Cancelled = "cancelled";
}

/// <summary>What somebody plans.</summary>
/// <param name="Run">Only cases of this run, or null.</param>
/// <param name="Institution">Only cases of this institution, or null.</param>
/// <param name="Cases">These cases in this order; null for every open case of run and institution, the oldest first.</param>
/// <param name="Fit">Whether households that find no room are left for another time; else an agenda that is too long is refused.</param>
public sealed record ConferencePlan(
    Guid? Run, string? Institution, DateTimeOffset HeldAt, int Minutes, IReadOnlyList<string> Participants, IReadOnlyList<Guid>? Cases, bool Fit);

/// <summary>What became of a command.</summary>
public abstract record ConferenceOutcome
{
    private ConferenceOutcome()
    {
    }

    /// <summary>Done; cases for which no room was left stand in <paramref name="LeftOver"/>.</summary>
    public sealed record Done(Conference Conference, IReadOnlyList<Guid> LeftOver) : ConferenceOutcome;

    /// <summary>An input is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : ConferenceOutcome;

    /// <summary>No such conference for the caller.</summary>
    public sealed record NotFound : ConferenceOutcome;

    /// <summary>Somebody changed it meanwhile.</summary>
    public sealed record Conflict(long Version) : ConferenceOutcome;

    /// <summary>It is held or cancelled already.</summary>
    public sealed record Over : ConferenceOutcome
    {
        /// <summary>Stable code.</summary>
        public const string Code = "conference-over";
    }
}
