namespace ChildLink.GraphQL.Language;

/// <summary>Reads documents of the September 2025 edition, executable and of the type system.</summary>
public static class GraphQLParser
{
    /// <summary>Reads a whole text.</summary>
    /// <param name="utf8">The text; the document keeps it, so it must not change afterwards.</param>
    /// <param name="limits">What it may cost; <see cref="ParseLimits.Default"/> when null.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8, ParseLimits? limits = null) => throw new NotSupportedException("Not there yet.");
}
