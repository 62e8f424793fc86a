using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.Admitting;

/// <summary>Whether a person may act as they declared.</summary>
internal abstract record CallerVerdict
{
    private CallerVerdict()
    {
    }

    /// <summary>The person acts as this caller.</summary>
    public sealed record Admitted(Caller Caller) : CallerVerdict;

    /// <summary>Refused; nothing was written to the log yet.</summary>
    /// <param name="Problem">What is wrong.</param>
    /// <param name="Field">Header that is wrong, or null.</param>
    /// <param name="Detail">What would be right, or null.</param>
    public sealed record Refused(ProblemCode Problem, string? Field, string? Detail) : CallerVerdict;
}
