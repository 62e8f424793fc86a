using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <summary>A value literal or a variable (section 2.9).</summary>
public abstract class ValueNode(SourceSpan span) : SyntaxNode(span);

/// <summary><c>$name</c>.</summary>
public sealed class VariableNode(Name name, SourceSpan span) : ValueNode(span)
{
    /// <summary>Name without the sign.</summary>
    public Name Name { get; } = name;
}

/// <summary>A whole number, as it was written.</summary>
public sealed class IntValueNode(string text, SourceSpan span) : ValueNode(span)
{
    /// <summary>Digits as they were written, any length.</summary>
    public string Text { get; } = text;
}

/// <summary>A number with fraction or exponent, as it was written.</summary>
public sealed class FloatValueNode(string text, SourceSpan span) : ValueNode(span)
{
    /// <summary>Digits as they were written, any length.</summary>
    public string Text { get; } = text;
}

/// <summary>A text, unescaped.</summary>
public sealed class StringValueNode(string value, bool isBlock, SourceSpan span) : ValueNode(span)
{
    /// <summary>The text after unescaping and, for block strings, removal of indentation.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it was written as a block string.</summary>
    public bool IsBlock { get; } = isBlock;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanValueNode(bool value, SourceSpan span) : ValueNode(span)
{
    /// <summary>Which.</summary>
    public bool Value { get; } = value;
}

/// <summary><c>null</c>.</summary>
public sealed class NullValueNode(SourceSpan span) : ValueNode(span);

/// <summary>A value of an enum.</summary>
public sealed class EnumValueNode(string value, SourceSpan span) : ValueNode(span)
{
    /// <summary>Its name.</summary>
    public string Value { get; } = value;
}

/// <summary><c>[ … ]</c>.</summary>
public sealed class ListValueNode(ImmutableArray<ValueNode> values, SourceSpan span) : ValueNode(span)
{
    /// <summary>Values in the order of the text.</summary>
    public ImmutableArray<ValueNode> Values { get; } = values;
}

/// <summary><c>{ name: value … }</c>.</summary>
public sealed class ObjectValueNode(ImmutableArray<ObjectFieldNode> fields, SourceSpan span) : ValueNode(span)
{
    /// <summary>Fields in the order of the text; names may repeat here, which validation refuses.</summary>
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields;
}

/// <summary><c>name: value</c> of an object value.</summary>
public sealed class ObjectFieldNode(Name name, ValueNode value, SourceSpan span) : SyntaxNode(span)
{
    /// <summary>Name of the field.</summary>
    public Name Name { get; } = name;

    /// <summary>Its value.</summary>
    public ValueNode Value { get; } = value;
}

/// <summary>A reference to a type (section 2.11).</summary>
public abstract class TypeNode(SourceSpan span) : SyntaxNode(span);

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode(Name name) : TypeNode(name.Span)
{
    /// <summary>The name.</summary>
    public Name Name { get; } = name;
}

/// <summary><c>[Type]</c>.</summary>
public sealed class ListTypeNode(TypeNode ofType, SourceSpan span) : TypeNode(span)
{
    /// <summary>Type of the items.</summary>
    public TypeNode OfType { get; } = ofType;
}

/// <summary><c>Type!</c>.</summary>
public sealed class NonNullTypeNode(TypeNode ofType, SourceSpan span) : TypeNode(span)
{
    /// <summary>The type that may not be null: named or a list.</summary>
    public TypeNode OfType { get; } = ofType;
}
