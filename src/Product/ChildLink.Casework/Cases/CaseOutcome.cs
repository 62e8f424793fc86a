namespace ChildLink.Casework.Cases;

/// <summary>What became of a command.</summary>
public abstract record CaseOutcome
{
    private CaseOutcome()
    {
    }

    /// <summary>Done; the case as it stands now.</summary>
    public sealed record Done(Case Case) : CaseOutcome;

    /// <summary>An input is wrong.</summary>
    public sealed record Invalid(string Field, string Message) : CaseOutcome;

    /// <summary>No such case for the caller.</summary>
    public sealed record NotFound : CaseOutcome;

    /// <summary>Somebody decided meanwhile: nothing was written. <paramref name="Version"/> stands now.</summary>
    public sealed record Conflict(long Version) : CaseOutcome;

    /// <summary>The case is not in a state for it; <paramref name="Code"/> is one of <see cref="Codes"/>.</summary>
    public sealed record Refused(string Code) : CaseOutcome;

    /// <summary>The child has an open case already.</summary>
    public sealed record AlreadyOpen(Guid Id) : CaseOutcome;

    /// <summary>Stable codes of refusals.</summary>
    public static class Codes
    {
        /// <summary>The one who proposed cannot judge the proposal.</summary>
        public const string SamePerson = "same-person";

        /// <summary>No decision waits.</summary>
        public const string NothingProposed = "nothing-proposed";

        /// <summary>A decision waits already.</summary>
        public const string AlreadyProposed = "already-proposed";

        /// <summary>First somebody has to decide a, b or c.</summary>
        public const string NotDecided = "not-decided";

        /// <summary>First the outcome has to be recorded, or the class is not the one of this cause.</summary>
        public const string NotFinished = "not-finished";

        /// <summary>The hand-over is not (or no longer) waiting for this receiver.</summary>
        public const string NotWaiting = "hand-over-not-waiting";

        /// <summary>A hand-over for this cause waits already.</summary>
        public const string AlreadyHanded = "already-handed-over";
    }
}
