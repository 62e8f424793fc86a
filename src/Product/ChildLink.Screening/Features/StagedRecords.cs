namespace ChildLink.Screening.Features;

/// <summary>How many records of a provision the second stage of a run read, and how many it left closed.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Read">About flagged children and the people around them.</param>
/// <param name="NotRead">About anybody else.</param>
public sealed record RecordsRead(string Provision, long Read, long NotRead);

/// <summary>What both stages of a run read.</summary>
/// <param name="Sources">All of it.</param>
/// <param name="Counts">What the second stage read and left closed, by provision.</param>
internal sealed record StagedRecords(SourceRecords Sources, IReadOnlyList<RecordsRead> Counts);
