using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>What is to be written next. Steps are written in the order in which they were prepared.</summary>
internal abstract record ImportStep
{
    private ImportStep()
    {
    }

    /// <summary>A part of a file of which more follows.</summary>
    public sealed record Part(ClaimedFile File, PreparedRows Rows) : ImportStep;

    /// <summary>The last part of a file: everything of it becomes durable with its log entry.</summary>
    public sealed record Whole(
        ClaimedFile File, PreparedRows Rows, DeliveryRecord Delivery, ExtractPlace Place, bool IsComplete, DeliveryOutcome.Taken Outcome) : ImportStep;

    /// <summary>Nothing of the file is stored but that it waits for a person.</summary>
    public sealed record Hold(ClaimedFile File, DeliveryRecord Delivery, DeliveryOutcome.Held Outcome) : ImportStep;

    /// <summary>The same content came before; a list is as fresh as the file that says so.</summary>
    public sealed record Again(ClaimedFile File, DeliveryOutcome.Repeated Outcome) : ImportStep;

    /// <summary>The same submission came before: nothing is new, and nothing is fresher.</summary>
    public sealed record Recall(string Name, DeliveryOutcome.Repeated Outcome) : ImportStep;

    /// <summary>Nothing of the file is stored.</summary>
    public sealed record Refuse(string Name, DeliveryOutcome.Refused Outcome) : ImportStep;

    /// <summary>Says when everything before has been written.</summary>
    public sealed record Settle(TaskCompletionSource Done) : ImportStep;
}

/// <summary>A file under the one provision that claims it.</summary>
/// <param name="File">The file.</param>
/// <param name="Provision">The provision.</param>
/// <param name="Parts">What its name says.</param>
/// <param name="Digest">SHA-256 of what it says.</param>
/// <param name="TrueUntil">The instant up to which a list can be true.</param>
internal sealed record ClaimedFile(DeliveredFile File, Provision Provision, FileNameParts Parts, byte[] Digest, DateTimeOffset TrueUntil)
{
    /// <summary>What it speaks for beside its provision.</summary>
    public string Scope { get; } = Store.FileVariables.Scope(Parts);

    /// <summary>Under which key it was submitted; null for a file.</summary>
    public SubmissionKey? Submission { get; init; }
}
