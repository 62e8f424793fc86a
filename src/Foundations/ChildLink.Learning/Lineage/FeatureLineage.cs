namespace ChildLink.Learning.Lineage;

/// <summary>Whose records an item is made from, seen from the row that is scored.</summary>
public enum RecordOf
{
    /// <summary>The scored person's own record.</summary>
    Self,

    /// <summary>A record of somebody else: mother, member of the household.</summary>
    Other,
}

/// <summary>One register that an item draws on.</summary>
public sealed record ItemSource(string Register, RecordOf About);

/// <summary>What to do with an item that comes from the label's own register.</summary>
public enum LeakPolicy
{
    /// <summary>Leave it out.</summary>
    Exclude,

    /// <summary>Keep it and mark the model: for retelling what somebody once did, never for use.</summary>
    KeepAndMark,
}

/// <summary>
/// Where items come from. An item made from the register that the label was read from foretells the label because it is
/// the label; its model looks excellent and finds only those who were found already.
/// </summary>
public sealed class FeatureLineage
{
    private readonly Dictionary<string, IReadOnlyList<ItemSource>> sources;
    private readonly Dictionary<string, IReadOnlyList<string>> drawsOn;

    /// <summary>Takes the declared sources.</summary>
    /// <param name="sources">By item, the registers it is made from.</param>
    /// <param name="drawsOn">By register, those whose entries lead to its own (a case register is opened after a consultation); null for none.</param>
    public FeatureLineage(
        IReadOnlyDictionary<string, IReadOnlyList<ItemSource>> sources, IReadOnlyDictionary<string, IReadOnlyList<string>>? drawsOn = null)
    {
        this.sources = new(sources, StringComparer.Ordinal);
        this.drawsOn = drawsOn is null ? new(StringComparer.Ordinal) : new(drawsOn, StringComparer.Ordinal);
    }

    /// <summary>
    /// Judges items against the registers of a label. An item leaks when one of its sources about the person itself is a
    /// register of the label, or draws on one through any number of registers. An item whose sources nobody declared is never used.
    /// </summary>
    /// <param name="items">Items that a plan names.</param>
    /// <param name="labelRegisters">Registers that the label was read from, at least one.</param>
    /// <exception cref="ArgumentException">The label names no register.</exception>
    public LineageRuling Judge(IEnumerable<string> items, IReadOnlyCollection<string> labelRegisters, LeakPolicy policy)
    {
        if (labelRegisters.Count == 0)
            throw new ArgumentException("A label names the registers it was read from.", nameof(labelRegisters));
        var findings = items.Distinct(StringComparer.Ordinal).Select(item => FindingOf(item, labelRegisters)).ToList();
        return new LineageRuling(findings, policy);
    }

    private LineageFinding FindingOf(string item, IReadOnlyCollection<string> labelRegisters)
    {
        if (!sources.TryGetValue(item, out var declared) || declared.Count == 0)
            return new LineageFinding.Undeclared(item);
        var leak = declared.Where(s => s.About == RecordOf.Self)
            .Select(s => Reach(s.Register).FirstOrDefault(labelRegisters.Contains))
            .FirstOrDefault(register => register is not null);
        return leak is null ? new LineageFinding.Clean(item) : new LineageFinding.Leaks(item, leak);
    }

    private List<string> Reach(string register)
    {
        var reached = new List<string> { register };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(drawsOn.GetValueOrDefault(reached[i], []).Except(reached, StringComparer.Ordinal).ToList());
        return reached;
    }
}
