using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <summary>A definition or extension of the type system (section 3).</summary>
/// <param name="isExtension">Whether it began with <c>extend</c>.</param>
public abstract class TypeSystemDefinitionNode(bool isExtension, Description? description, ImmutableArray<DirectiveNode> directives, SourceSpan span)
    : DefinitionNode(description, directives, span)
{
    /// <summary>Whether it extends something defined elsewhere.</summary>
    public bool IsExtension { get; } = isExtension;
}

/// <summary><c>schema { query: … }</c>.</summary>
public sealed class SchemaDefinitionNode(
    bool isExtension, Description? description, ImmutableArray<DirectiveNode> directives, ImmutableArray<RootOperationTypeNode> operationTypes, SourceSpan span)
    : TypeSystemDefinitionNode(isExtension, description, directives, span)
{
    /// <summary>Root types.</summary>
    public ImmutableArray<RootOperationTypeNode> OperationTypes { get; } = operationTypes;
}

/// <summary><c>query: Type</c>.</summary>
public sealed class RootOperationTypeNode(OperationKind kind, NamedTypeNode type, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Which operation.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>Its root type.</summary>
    public NamedTypeNode Type { get; } = type;
}

/// <summary>A definition or extension of a named type.</summary>
public abstract class TypeDefinitionNode(bool isExtension, Description? description, Name name, ImmutableArray<DirectiveNode> directives, SourceSpan span)
    : TypeSystemDefinitionNode(isExtension, description, directives, span)
{
    /// <summary>Name of the type.</summary>
    public Name Name { get; } = name;
}

/// <summary><c>scalar Name</c>.</summary>
public sealed class ScalarTypeDefinitionNode(bool isExtension, Description? description, Name name, ImmutableArray<DirectiveNode> directives, SourceSpan span)
    : TypeDefinitionNode(isExtension, description, name, directives, span);

/// <summary><c>type Name implements … { … }</c>.</summary>
public sealed class ObjectTypeDefinitionNode(
    bool isExtension, Description? description, Name name, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields, SourceSpan span) : TypeDefinitionNode(isExtension, description, name, directives, span)
{
    /// <summary>Interfaces it says it implements.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>Fields in the order of the text.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary><c>interface Name implements … { … }</c>.</summary>
public sealed class InterfaceTypeDefinitionNode(
    bool isExtension, Description? description, Name name, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields, SourceSpan span) : TypeDefinitionNode(isExtension, description, name, directives, span)
{
    /// <summary>Interfaces it says it implements.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>Fields in the order of the text.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary><c>union Name = A | B</c>.</summary>
public sealed class UnionTypeDefinitionNode(
    bool isExtension, Description? description, Name name, ImmutableArray<DirectiveNode> directives, ImmutableArray<NamedTypeNode> members, SourceSpan span)
    : TypeDefinitionNode(isExtension, description, name, directives, span)
{
    /// <summary>Members in the order of the text.</summary>
    public ImmutableArray<NamedTypeNode> Members { get; } = members;
}

/// <summary><c>enum Name { A B }</c>.</summary>
public sealed class EnumTypeDefinitionNode(
    bool isExtension, Description? description, Name name, ImmutableArray<DirectiveNode> directives, ImmutableArray<EnumValueDefinitionNode> values, SourceSpan span)
    : TypeDefinitionNode(isExtension, description, name, directives, span)
{
    /// <summary>Values in the order of the text.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}

/// <summary><c>input Name { … }</c>.</summary>
public sealed class InputObjectTypeDefinitionNode(
    bool isExtension, Description? description, Name name, ImmutableArray<DirectiveNode> directives, ImmutableArray<InputValueDefinitionNode> fields, SourceSpan span)
    : TypeDefinitionNode(isExtension, description, name, directives, span)
{
    /// <summary>Fields in the order of the text.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}

/// <summary><c>directive @name(arguments) repeatable on LOCATIONS</c>.</summary>
public sealed class DirectiveDefinitionNode(
    Description? description, Name name, ImmutableArray<InputValueDefinitionNode> arguments, bool isRepeatable, ImmutableArray<Name> locations, SourceSpan span)
    : TypeSystemDefinitionNode(false, description, [], span)
{
    /// <summary>Name without the sign.</summary>
    public Name Name { get; } = name;

    /// <summary>Arguments in the order of the text.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>Whether one place may bear it more than once.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Where it may stand; each is the name of a directive location of the specification.</summary>
    public ImmutableArray<Name> Locations { get; } = locations;
}

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinitionNode(
    Description? description, Name name, ImmutableArray<InputValueDefinitionNode> arguments, TypeNode type, ImmutableArray<DirectiveNode> directives, SourceSpan span)
    : SyntaxNode(span)
{
    /// <summary>The description in front of it, or null.</summary>
    public Description? Description { get; } = description;

    /// <summary>Its name.</summary>
    public Name Name { get; } = name;

    /// <summary>Arguments in the order of the text.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinitionNode(
    Description? description, Name name, TypeNode type, ValueNode? defaultValue, ImmutableArray<DirectiveNode> directives, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The description in front of it, or null.</summary>
    public Description? Description { get; } = description;

    /// <summary>Its name.</summary>
    public Name Name { get; } = name;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Its default, a constant, or null for none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValueDefinitionNode(Description? description, Name name, ImmutableArray<DirectiveNode> directives, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>The description in front of it, or null.</summary>
    public Description? Description { get; } = description;

    /// <summary>Its name.</summary>
    public Name Name { get; } = name;

    /// <summary>Directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
