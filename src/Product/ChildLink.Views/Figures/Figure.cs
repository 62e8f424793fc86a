namespace ChildLink.Views.Figures;

/// <summary>A count as it may be told: null where it, or what follows from it, is about too few.</summary>
/// <param name="Value">The count, or null.</param>
public readonly record struct Figure(long? Value)
{
    /// <summary>Whether it is held back.</summary>
    public bool Suppressed => Value is null;
}
