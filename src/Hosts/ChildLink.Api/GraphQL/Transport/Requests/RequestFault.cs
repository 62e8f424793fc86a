using ChildLink.Api.Problems;

namespace ChildLink.Api.GraphQL.Transport.Requests;

/// <summary>Why bytes are no request of GraphQL.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Field">Member, parameter or header that is wrong, or null.</param>
/// <param name="Detail">What would be right; never what was sent.</param>
public sealed record RequestFault(ProblemCode Problem, string? Field, string? Detail)
{
    internal static RequestFault Malformed(string field, string detail) => new(ProblemCode.Malformed, field, detail);
}
