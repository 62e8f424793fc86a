namespace ChildLink.GraphQL.Language;

/// <summary>What reading a text gave: a document or the first error, never both.</summary>
public sealed class ParseResult
{
    internal ParseResult(DocumentNode document) => Document = document;

    internal ParseResult(GraphQLError error) => Error = error;

    /// <summary>The document, or null when the text is not one.</summary>
    public DocumentNode? Document { get; }

    /// <summary>The first error, with its one location, or null.</summary>
    public GraphQLError? Error { get; }
}
