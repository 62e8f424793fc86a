namespace ChildLink.Learning.Linear;

/// <summary>A model that can score. Its content was checked: no sum of its weights leaves the range of a whole number.</summary>
public sealed class LinearModel
{
    /// <summary>Largest size of any weight: a million of log-odds, in millionths.</summary>
    public const long LargestMicro = 1_000_000_000_000;

    private const int MostItems = 10_000;

    private LinearModel(LinearModelContent content)
    {
        Content = content;
        Hash = LinearModelDocument.HashOf(content);
    }

    /// <summary>The numbers.</summary>
    public LinearModelContent Content { get; }

    /// <summary>SHA-256 of the content in the document's own form, 64 lower-case hex digits.</summary>
    public string Hash { get; }

    /// <summary>Whether results may leave the analysts: not when an item leaks the label.</summary>
    public bool IsShareable => Content.Training.Leaking.Count == 0;

    /// <summary>Takes content whose numbers fit.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which.</exception>
    public static LinearModel Of(LinearModelContent content) =>
        FaultOf(content) is { } fault ? throw new ArgumentException(fault, nameof(content)) : new LinearModel(content);

    /// <summary>What is wrong with the content, or null.</summary>
    internal static string? FaultOf(LinearModelContent content)
    {
        if (HasNull(content))
            return "A list of the model holds a null.";
        if (content.Items.Count > MostItems)
            return $"A model has at most {MostItems} items.";
        if (content.Items.Select(i => i.Column).Distinct(StringComparer.Ordinal).Count() != content.Items.Count)
            return "Every item has its own column.";
        if (!Fits(content.BaselineMicro) || !Fits(content.FiftyMicro) || !Fits(content.PriorMicro))
            return "Baseline, fifty and prior are at most a million of log-odds.";
        if (!Enum.IsDefined(content.Training.Rule))
            return "The rule for the penalty is unknown.";
        return content.Items.Select(FaultOf).FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(LinearItem item)
    {
        var weights = item.Bands.Select(b => b.Micro).Concat(item.States.Select(s => s.Micro)).Append(item.ReferenceMicro).Append(item.Value?.Micro ?? 0);
        if (!weights.All(Fits))
            return $"A weight of item '{item.Column}' is more than a million of log-odds.";
        if (item.Value is { } value && (value.High < value.Low || (value.High == value.Low && value.Micro != 0)))
            return $"The range of item '{item.Column}' is empty.";
        if (item.Bands.Count > 0 && item.Value is null)
            return $"Item '{item.Column}' has bands and no value.";
        if (item.Bands.Count > MostItems || item.Bands.Any(b => b.High < b.Low))
            return $"A band of item '{item.Column}' is empty, or there are too many.";
        return item.States.Any(s => s.State is not (CellState.NotApplicable or CellState.NotYetOfAge or CellState.Unknown))
            || item.States.Select(s => s.State).Distinct().Count() != item.States.Count
            ? $"Item '{item.Column}' names a state twice, or one that is no missing state."
            : null;
    }

    // JSON readers check members, not elements.
    private static bool HasNull(LinearModelContent content) =>
        content.Items.Any(i => i is null || i.Bands.Any(b => b is null) || i.States.Any(s => s is null))
        || content.Training.Considered.Any(c => c is null) || content.Training.Leaking.Any(c => c is null);

    private static bool Fits(long micro) => micro is >= -LargestMicro and <= LargestMicro;
}
