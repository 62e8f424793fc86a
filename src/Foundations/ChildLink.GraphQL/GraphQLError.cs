using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL;

/// <summary>What is wrong with a document, a schema, a variable or a field (section 7.1.2). Never holds a value of a result.</summary>
/// <param name="Message">For the developer of the client.</param>
/// <param name="Locations">Places in the document, none for errors of variables.</param>
/// <param name="Path">Response keys (<see cref="string"/>) and list positions (<see cref="int"/>) of the field that failed, or null for errors of a request.</param>
/// <param name="Code">Stable code for <c>extensions.code</c>, or null for none.</param>
/// <param name="Rule">Name of the rule of section 5 that a document breaks, as reference implementations call it, or null for other errors.</param>
/// <param name="Details">Numbers beside the code in <c>extensions</c>, such as a limit that was passed, or null.</param>
public sealed record GraphQLError(
    string Message, IReadOnlyList<SourceLocation> Locations, IReadOnlyList<object>? Path = null, string? Code = null, string? Rule = null,
    IReadOnlyDictionary<string, double>? Details = null);
