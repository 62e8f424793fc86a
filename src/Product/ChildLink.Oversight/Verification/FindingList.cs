namespace ChildLink.Oversight.Verification;

/// <summary>Keeps the first findings and counts all: a replaced table has millions.</summary>
internal sealed class FindingList
{
    private const int Most = 100;
    private readonly List<LogFinding> kept = [];

    public IReadOnlyList<LogFinding> Kept => kept;

    public long Total { get; private set; }

    public void Add(long? sequence, LogFault fault, string detail)
    {
        Total++;
        if (kept.Count < Most)
            kept.Add(new LogFinding(sequence, fault, detail));
    }
}
