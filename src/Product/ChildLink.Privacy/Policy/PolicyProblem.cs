namespace ChildLink.Privacy.Policy;

/// <summary>One fault of the policy files.</summary>
/// <param name="File">Path inside the policy folder.</param>
/// <param name="Where">Rule, field or key.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PolicyProblem(string File, string Where, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Where}: {Message}";
}

/// <summary>The policy files do not compile; nothing is served with them.</summary>
public sealed class PolicyException(IReadOnlyList<PolicyProblem> problems)
    : Exception("The policy does not compile:\n" + string.Join('\n', problems))
{
    /// <summary>Every fault found.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; } = problems;
}
