using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Store;

namespace ChildLink.Records.Intake;

/// <summary>A part of a file that is ready to be written: judged, sealed, with the keys it is sealed under.</summary>
internal sealed class PreparedRows
{
    /// <summary>Number of the part within the import, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The delivery it is part of.</summary>
    public required Guid Delivery { get; init; }

    /// <summary>The day that the delivery speaks for.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Keys of subjects that are new.</summary>
    public NewSubjectKeys? Keys { get; set; }

    /// <summary>The events.</summary>
    public List<NewEvent> Events { get; } = [];

    /// <summary>What each event states, in the same order.</summary>
    public List<NewStatement> Statements { get; } = [];

    /// <summary>Rows that became, or may have become, what is known now.</summary>
    public List<(Guid Key, Guid Subject, string[] Values)> Current { get; } = [];

    /// <summary>Events that name a household, with their rows.</summary>
    public List<(Guid Event, Guid Resident, string[] Values)> Households { get; } = [];

    /// <summary>What was found.</summary>
    public List<SealedFinding> Findings { get; } = [];

    /// <summary>Subjects worked on.</summary>
    public List<Guid> Subjects { get; } = [];

    /// <summary>Ends of records about these keys and subjects.</summary>
    public List<(Guid Key, Guid Subject)> Ends { get; } = [];
}

/// <summary>A finding; with the row when it is kept for repair, sealed under a key of its own.</summary>
internal sealed record SealedFinding(long Row, int Ordinal, Finding Finding, Guid? Subject, string? SealedRow);
