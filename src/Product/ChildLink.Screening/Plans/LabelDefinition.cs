namespace ChildLink.Screening.Plans;

/// <summary>On which day the items that are learned from are taken.</summary>
public enum ItemsTaken
{
    /// <summary>On the last day: the outcome was known before. Says who resembles those who were found; items may already carry what followed.</summary>
    AtEnd,

    /// <summary>On the first day of the window: the outcome came after. Says who will be found.</summary>
    AtStart,
}

/// <summary>What counts as the outcome a model learns (教師データ).</summary>
/// <param name="Registers">Where it is recorded, at least one.</param>
/// <param name="Months">The window: records dated in so many months up to the last day; null for all that are held, which goes with items at the end only.</param>
/// <param name="Taken">When the items are taken.</param>
public sealed record LabelDefinition(IReadOnlyList<LabelRegister> Registers, int? Months, ItemsTaken Taken)
{
    // No register of a city holds outcomes of before.
    private static readonly DateOnly FirstOutcome = new(1900, 1, 1);

    /// <summary>First day on which labels may end.</summary>
    public DateOnly Earliest => FirstOutcome.AddMonths(Months ?? 0);

    /// <summary>First day of the window, which itself lies before it; null when it has none.</summary>
    public DateOnly? StartOf(DateOnly last) => Months is { } months ? last.AddMonths(-months) : null;

    /// <summary>The day of which the items tell.</summary>
    public DateOnly ItemsOn(DateOnly last) => Taken == ItemsTaken.AtStart && StartOf(last) is { } start ? start : last;
}

/// <summary>One register that outcomes are read from.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Day">Its item with the day of the event.</param>
/// <param name="Word">Its item with the word that staff assigned, or null when every record counts.</param>
/// <param name="Words">Words that mean the outcome; empty exactly when <paramref name="Word"/> is null. A record without a word still waits for staff and decides nothing.</param>
public sealed record LabelRegister(string Provision, string Day, string? Word, IReadOnlyList<string> Words);
