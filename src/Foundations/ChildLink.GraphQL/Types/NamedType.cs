using System.Collections.Frozen;
using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A type with a name. Types refer to each other in circles, so the schema's maker fills them after it made them; then they never change.</summary>
public abstract class NamedType : GraphType
{
    private protected NamedType(string name, string? description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; }

    /// <summary>Directives applied to its definition and extensions, in the order of the text.</summary>
    public ImmutableArray<DirectiveNode> AppliedDirectives { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A leaf with a form of its own.</summary>
public sealed class ScalarType : NamedType
{
    internal ScalarType(string name, string? description, string? specifiedBy)
        : base(name, description) => SpecifiedBy = specifiedBy;

    /// <summary>Address of its specification (<c>@specifiedBy</c>), or null.</summary>
    public string? SpecifiedBy { get; }
}

/// <summary>A leaf of named values.</summary>
public sealed class EnumType : NamedType
{
    internal EnumType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>Values in the order of the text.</summary>
    public ImmutableArray<EnumValue> Values { get; internal set; } = [];

    /// <summary>Values by name.</summary>
    public FrozenDictionary<string, EnumValue> ByName { get; internal set; } = FrozenDictionary<string, EnumValue>.Empty;
}

/// <summary>A value of an enum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="DeprecationReason">Why it should not be used any more, or null.</param>
/// <param name="AppliedDirectives">Directives in the order of the text.</param>
public sealed record EnumValue(string Name, string? Description, string? DeprecationReason, ImmutableArray<DirectiveNode> AppliedDirectives);

/// <summary>A type that values are composed of: object, interface or union.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name, string? description)
        : base(name, description)
    {
    }
}

/// <summary>A composite type with fields.</summary>
public abstract class FieldsType : CompositeType
{
    private protected FieldsType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>Fields in the order of the text.</summary>
    public ImmutableArray<Field> Fields { get; internal set; } = [];

    /// <summary>Fields by name.</summary>
    public FrozenDictionary<string, Field> ByName { get; internal set; } = FrozenDictionary<string, Field>.Empty;

    /// <summary>Interfaces it implements, in the order of the text.</summary>
    public ImmutableArray<InterfaceType> Interfaces { get; internal set; } = [];
}

/// <summary>An object type.</summary>
public sealed class ObjectType : FieldsType
{
    internal ObjectType(string name, string? description)
        : base(name, description)
    {
    }
}

/// <summary>An interface type.</summary>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(string name, string? description)
        : base(name, description)
    {
    }
}

/// <summary>A union of object types.</summary>
public sealed class UnionType : CompositeType
{
    internal UnionType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>Members in the order of the text.</summary>
    public ImmutableArray<ObjectType> Members { get; internal set; } = [];
}

/// <summary>An input object type.</summary>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(string name, string? description, bool isOneOf)
        : base(name, description) => IsOneOf = isOneOf;

    /// <summary>Whether exactly one field must be given (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; }

    /// <summary>Fields in the order of the text.</summary>
    public ImmutableArray<InputValue> Fields { get; internal set; } = [];

    /// <summary>Fields by name.</summary>
    public FrozenDictionary<string, InputValue> ByName { get; internal set; } = FrozenDictionary<string, InputValue>.Empty;

    /// <summary>Where in <see cref="Fields"/> a field stands, by name.</summary>
    internal FrozenDictionary<string, int> Positions { get; set; } = FrozenDictionary<string, int>.Empty;
}
