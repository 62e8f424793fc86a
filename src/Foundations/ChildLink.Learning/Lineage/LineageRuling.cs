namespace ChildLink.Learning.Lineage;

/// <summary>What lineage says about one item.</summary>
public abstract record LineageFinding
{
    private LineageFinding(string item) => Item = item;

    /// <summary>The item.</summary>
    public string Item { get; }

    /// <summary>Nothing of it comes from the label's registers.</summary>
    public sealed record Clean(string Name) : LineageFinding(Name);

    /// <summary>It comes from <paramref name="Register"/>, which the label was read from.</summary>
    public sealed record Leaks(string Name, string Register) : LineageFinding(Name);

    /// <summary>Nobody declared where it comes from.</summary>
    public sealed record Undeclared(string Name) : LineageFinding(Name);
}

/// <summary>Which items may be used against a label, and why not the others. Made by <see cref="FeatureLineage.Judge"/> only.</summary>
public sealed class LineageRuling
{
    private readonly HashSet<string> admitted;

    internal LineageRuling(IReadOnlyList<LineageFinding> findings, LeakPolicy policy)
    {
        Findings = findings;
        Leaking = policy == LeakPolicy.KeepAndMark ? [.. findings.OfType<LineageFinding.Leaks>().Select(f => f.Item)] : [];
        admitted = findings.OfType<LineageFinding.Clean>().Select(f => f.Item).Concat(Leaking).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>One finding per item, in the order they were named.</summary>
    public IReadOnlyList<LineageFinding> Findings { get; }

    /// <summary>Items that leak and are used all the same.</summary>
    public IReadOnlyList<string> Leaking { get; }

    /// <summary>Whether an item may be used. What was not judged may not.</summary>
    public bool Admits(string item) => admitted.Contains(item);
}
