using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <summary>Kind of operation.</summary>
public enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Changes, one root field after the other.</summary>
    Mutation,

    /// <summary>A stream of answers.</summary>
    Subscription,
}

/// <summary>An operation (section 2.3).</summary>
public sealed class OperationDefinitionNode(
    Description? description, OperationKind kind, Name? name, ImmutableArray<VariableDefinitionNode> variables,
    ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, SourceSpan span) : DefinitionNode(description, directives, span)
{
    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>Its name, or null.</summary>
    public Name? Name { get; } = name;

    /// <summary>Variables in the order of the text.</summary>
    public ImmutableArray<VariableDefinitionNode> Variables { get; } = variables;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary>A named fragment (section 2.8).</summary>
public sealed class FragmentDefinitionNode(
    Description? description, Name name, NamedTypeNode typeCondition, ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, SourceSpan span)
    : DefinitionNode(description, directives, span)
{
    /// <summary>Its name.</summary>
    public Name Name { get; } = name;

    /// <summary>The type it is on.</summary>
    public NamedTypeNode TypeCondition { get; } = typeCondition;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary><c>$name: Type = default @directives</c>, since September 2025 with a description.</summary>
public sealed class VariableDefinitionNode(
    Description? description, VariableNode variable, TypeNode type, ValueNode? defaultValue, ImmutableArray<DirectiveNode> directives, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The description in front of it, or null.</summary>
    public Description? Description { get; } = description;

    /// <summary>The variable.</summary>
    public VariableNode Variable { get; } = variable;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Its default, a constant, or null for none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary><c>{ … }</c>, never empty.</summary>
public sealed class SelectionSetNode(ImmutableArray<SelectionNode> selections, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Fields, spreads and inline fragments in the order of the text.</summary>
    public ImmutableArray<SelectionNode> Selections { get; } = selections;
}

/// <summary>A field, a spread or an inline fragment.</summary>
public abstract class SelectionNode(ImmutableArray<DirectiveNode> directives, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary><c>alias: name(arguments) @directives { … }</c>.</summary>
public sealed class FieldNode(
    Name? alias, Name name, ImmutableArray<ArgumentNode> arguments, ImmutableArray<DirectiveNode> directives, SelectionSetNode? selectionSet, SourceSpan span)
    : SelectionNode(directives, span)
{
    /// <summary>The alias, or null.</summary>
    public Name? Alias { get; } = alias;

    /// <summary>Name of the field.</summary>
    public Name Name { get; } = name;

    /// <summary>Arguments in the order of the text.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>What is selected of it, or null.</summary>
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>Key of the answer: alias, else name.</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

/// <summary><c>...name @directives</c>.</summary>
public sealed class FragmentSpreadNode(Name name, ImmutableArray<DirectiveNode> directives, SourceSpan span) : SelectionNode(directives, span)
{
    /// <summary>Name of the fragment.</summary>
    public Name Name { get; } = name;
}

/// <summary><c>... on Type @directives { … }</c>.</summary>
public sealed class InlineFragmentNode(NamedTypeNode? typeCondition, ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, SourceSpan span)
    : SelectionNode(directives, span)
{
    /// <summary>The type it is on, or null: that of its parent.</summary>
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
