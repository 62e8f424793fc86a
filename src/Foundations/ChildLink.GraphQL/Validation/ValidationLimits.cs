namespace ChildLink.GraphQL.Validation;

/// <summary>What checking a document may cost.</summary>
/// <param name="MaxErrors">Errors after which checking stops with one more that says so; at least 1.</param>
/// <param name="MaxWork">Steps (nodes and comparisons) after which checking stops with an error that says so.</param>
public sealed record ValidationLimits(int MaxErrors = 100, int MaxWork = 2_000_000)
{
    /// <summary>100 errors, two million steps (well under a second).</summary>
    public static ValidationLimits Default { get; } = new();
}
