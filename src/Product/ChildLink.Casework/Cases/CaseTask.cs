namespace ChildLink.Casework.Cases;

/// <summary>Something in a case that waits for one person: named by what would make it another task.</summary>
/// <param name="Case">The case.</param>
public abstract record CaseTask(Guid Case)
{
    /// <summary>見直し: the case is to be looked at again.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="DueOn">The day; a review that was moved and falls due again is another one.</param>
    public sealed record Review(Guid Case, DateOnly DueOn) : CaseTask(Case);

    /// <summary>引継ぎ: due in a case of the person, or handed over and not received yet.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="Id">The hand-over.</param>
    /// <param name="State">due or handed.</param>
    public sealed record HandOver(Guid Case, Guid Id, string State) : CaseTask(Case);
}
