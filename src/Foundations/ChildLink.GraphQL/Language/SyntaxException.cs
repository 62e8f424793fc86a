namespace ChildLink.GraphQL.Language;

/// <summary>
/// The text is no document. Never leaves <see cref="GraphQLParser"/>, which turns it into an outcome: a reader that recurses
/// would else have to ask after every call whether it failed, on the path that hardly ever fails.
/// </summary>
internal sealed class SyntaxException(int offset, string message) : Exception(message)
{
    /// <summary>Byte at which reading stopped.</summary>
    public int Offset { get; } = offset;
}
