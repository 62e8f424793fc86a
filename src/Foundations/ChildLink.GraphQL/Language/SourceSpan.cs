namespace ChildLink.GraphQL.Language;

/// <summary>A piece of a source text, in bytes of UTF-8: from <paramref name="Start"/> to before <paramref name="End"/>.</summary>
public readonly record struct SourceSpan(int Start, int End);

/// <summary>A place as people count it: lines and columns from 1, columns in UTF-16 units as GraphQL clients and editors count them.</summary>
public readonly record struct SourceLocation(int Line, int Column);

/// <summary>A name and where it stands.</summary>
public readonly record struct Name(string Value, SourceSpan Span)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A description (<c>"…"</c> or <c>"""…"""</c>): its text after unescaping and removal of indentation.</summary>
/// <param name="Value">The text.</param>
/// <param name="IsBlock">Whether it was written as a block string.</param>
/// <param name="Span">Where it stands, quotes included.</param>
public sealed record Description(string Value, bool IsBlock, SourceSpan Span);
