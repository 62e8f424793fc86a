using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Execution;

/// <summary>Stands in the place of a value (of a field or an item of a list) that could not be had: the position becomes null and an error with its path joins the answer.</summary>
/// <param name="Message">For the developer of the client; never a personal value.</param>
/// <param name="Code">Stable code for <c>extensions.code</c>, or null for none.</param>
public sealed record FieldFailure(string Message, string? Code = null)
{
    /// <summary>The argument's value that is wrong; null when it is about the field as a whole.</summary>
    internal SyntaxNode? Node { get; init; }
}

/// <summary>
/// Thrown by a resolver to fail its field (all positions of its batch) with a message meant for the client. No other exception is turned into an error of the answer.
/// </summary>
/// <param name="message">For the developer of the client; never a personal value.</param>
/// <param name="code">Stable code for <c>extensions.code</c>, or null for none.</param>
public sealed class GraphQLFieldException(string message, string? code = null) : Exception(message)
{
    /// <summary>Stable code for <c>extensions.code</c>, or null for none.</summary>
    public string? Code { get; } = code;
}
