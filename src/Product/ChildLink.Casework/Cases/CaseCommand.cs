namespace ChildLink.Casework.Cases;

/// <summary>Something that a person decides in a case, on the version of it that they looked at.</summary>
/// <param name="Version">That version; another one stands by now: conflict.</param>
public abstract record CaseCommand(long Version)
{
    /// <summary>Proposes a decision; it counts when another person confirmed it.</summary>
    public sealed record Propose(long Version, string Class, string Reason, Guid? Conference) : CaseCommand(Version);

    /// <summary>Confirms the proposal of another person.</summary>
    public sealed record Confirm(long Version) : CaseCommand(Version);

    /// <summary>Sends the proposal of another person back.</summary>
    public sealed record SendBack(long Version, string Reason) : CaseCommand(Version);

    /// <summary>Makes a support plan, or replaces the one in force.</summary>
    public sealed record Plan(long Version, string Goal, DateOnly ReviewOn, IReadOnlyList<PlannedMeasure> Measures) : CaseCommand(Version);

    /// <summary>見守り: notes what was seen.</summary>
    public sealed record Note(long Version, string Text, DateOnly? On, DateOnly? NextReviewOn) : CaseCommand(Version);

    /// <summary>Records what came of the support.</summary>
    public sealed record RecordOutcome(long Version, string Outcome, string Text) : CaseCommand(Version);

    /// <summary>Closes the case.</summary>
    public sealed record Close(long Version, string Cause, string Reason) : CaseCommand(Version);

    /// <summary>引継ぎ: hands over to a worker, an institution or an office outside; the receiver gives receipt.</summary>
    public sealed record HandOver(long Version, string Cause, string ToKind, string To, string Words) : CaseCommand(Version);

    /// <summary>受領: the receiver takes over. For an office outside the worker notes how it gave receipt.</summary>
    public sealed record Receive(long Version, Guid Id, string? Words) : CaseCommand(Version);

    /// <summary>Takes a hand-over back that nobody received yet.</summary>
    public sealed record Withdraw(long Version, Guid Id) : CaseCommand(Version);

    /// <summary>Minutes of the conference for this child; given by the conference only.</summary>
    internal sealed record Minute(long Version, Guid Conference, int Took, string Text) : CaseCommand(Version);
}

/// <summary>A measure as somebody plans it.</summary>
/// <param name="Kind">Measure of the support menu.</param>
/// <param name="Text">What exactly shall be done; 1 to 500 characters.</param>
/// <param name="Institution">Responsible institution, or null.</param>
/// <param name="Staff">Responsible person, or null.</param>
/// <param name="ReviewOn">Day on which it is looked at again, or null.</param>
public sealed record PlannedMeasure(string Kind, string Text, string? Institution, string? Staff, DateOnly? ReviewOn);

/// <summary>Opens a case: for a candidate by identity, for a consultation by resident code (宛名番号).</summary>
/// <param name="Child">The candidate of the run that is the context, or null.</param>
/// <param name="ResidentCode">The child's resident code, or null.</param>
/// <param name="Worker">Who will be responsible; null for the caller.</param>
public sealed record CaseOpening(Guid? Child, string? ResidentCode, string? Worker);
