namespace ChildLink.Casework.Shares;

/// <summary>提供の凍結: nothing of a run is shared any more.</summary>
/// <param name="Reason">The steward's reason, without personal content.</param>
/// <param name="Ended">How many shares it ended.</param>
public sealed record RunFreeze(Guid Run, string Reason, string By, DateTimeOffset At, long Ended);

/// <summary>What became of a wish to freeze.</summary>
public abstract record FreezeOutcome
{
    private FreezeOutcome()
    {
    }

    /// <summary>The run is frozen; also when it was before: then that freeze stands.</summary>
    public sealed record Done(RunFreeze Freeze) : FreezeOutcome;

    /// <summary>Refused: <paramref name="Field"/> says which part is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : FreezeOutcome;

    /// <summary>No such run.</summary>
    public sealed record NotFound : FreezeOutcome;
}

/// <summary>What stands in an event.</summary>
internal sealed record FreezeEvent(Guid Run, string Reason, string By, long Ended);
