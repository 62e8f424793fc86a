namespace ChildLink.GraphQL.Language;

/// <summary>Writes syntax trees as text that reads back as the same tree.</summary>
public static class SyntaxPrinter
{
    /// <summary>The text of a node and all below it.</summary>
    public static string Print(SyntaxNode node) => throw new NotSupportedException("Not there yet.");
}
