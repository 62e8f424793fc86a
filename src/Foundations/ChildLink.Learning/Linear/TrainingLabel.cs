namespace ChildLink.Learning.Linear;

/// <summary>What is known about the outcome of one row. A row without a label is scored, never learned from.</summary>
public enum TrainingLabel
{
    /// <summary>No label.</summary>
    None,

    /// <summary>Known not to have the outcome.</summary>
    Negative,

    /// <summary>Known to have the outcome.</summary>
    Positive,
}
