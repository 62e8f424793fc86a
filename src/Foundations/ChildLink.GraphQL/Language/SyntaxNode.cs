using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <summary>A node of the syntax tree. Immutable; compares by identity.</summary>
/// <param name="span">What it covers in its source.</param>
public abstract class SyntaxNode(SourceSpan span)
{
    /// <summary>What the node covers in its source.</summary>
    public SourceSpan Span { get; } = span;
}

/// <summary>A whole document. Source: GraphQL September 2025, section 2.2.</summary>
public sealed class DocumentNode(ImmutableArray<DefinitionNode> definitions, ReadOnlyMemory<byte> source) : SyntaxNode(new SourceSpan(0, source.Length))
{
    /// <summary>Definitions in the order of the text; at least one.</summary>
    public ImmutableArray<DefinitionNode> Definitions { get; } = definitions;

    /// <summary>The text the spans of all nodes count in (UTF-8).</summary>
    public ReadOnlyMemory<byte> Source { get; } = source;
}

/// <summary>A definition of a document: executable or of the type system.</summary>
public abstract class DefinitionNode(Description? description, ImmutableArray<DirectiveNode> directives, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The description in front of it, or null; extensions have none.</summary>
    public Description? Description { get; } = description;

    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary><c>@name(arguments)</c>.</summary>
public sealed class DirectiveNode(Name name, ImmutableArray<ArgumentNode> arguments, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Name without the sign.</summary>
    public Name Name { get; } = name;

    /// <summary>Arguments in the order of the text.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;
}

/// <summary><c>name: value</c> of a field or directive.</summary>
public sealed class ArgumentNode(Name name, ValueNode value, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Name of the argument.</summary>
    public Name Name { get; } = name;

    /// <summary>Its value, possibly a variable.</summary>
    public ValueNode Value { get; } = value;
}
