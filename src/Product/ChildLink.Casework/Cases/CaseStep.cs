namespace ChildLink.Casework.Cases;

/// <summary>What a command comes to: the next state with its event, or why not.</summary>
internal abstract record CaseStep
{
    private CaseStep()
    {
    }

    /// <summary>An event of a kind, with texts to be sealed by item.</summary>
    public sealed record Goes(Case Next, string Kind, CaseFacts Facts, params (string Item, string Text)[] Texts) : CaseStep
    {
        /// <summary>The hand-over that begins, is received or withdrawn with it, or null.</summary>
        public HandOvers.HandOver? HandOver { get; init; }
    }

    /// <summary>Not done.</summary>
    public sealed record Stops(CaseOutcome Outcome) : CaseStep;

    public static CaseStep Refuse(string code) => new Stops(new CaseOutcome.Refused(code));

    public static CaseStep Wrong(string field, string message) => new Stops(new CaseOutcome.Invalid(field, message));
}
