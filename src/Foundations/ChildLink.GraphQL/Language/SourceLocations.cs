namespace ChildLink.GraphQL.Language;

/// <summary>Turns offsets in a text into lines and columns.</summary>
public static class SourceLocations
{
    /// <summary>The line (ended by LF, CR LF or CR) and column (UTF-16 units) of a byte, both from 1.</summary>
    /// <param name="source">The text in UTF-8.</param>
    /// <param name="offset">0 to the length of the text.</param>
    public static SourceLocation Of(ReadOnlySpan<byte> source, int offset) => throw new NotSupportedException("Not there yet.");
}
