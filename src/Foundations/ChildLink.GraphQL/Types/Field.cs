using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A field of an object or interface type.</summary>
public sealed class Field
{
    internal Field(
        FieldsType owner, string name, string? description, ImmutableArray<InputValue> arguments, GraphType type, string? deprecationReason,
        ImmutableArray<DirectiveNode> appliedDirectives)
    {
        Owner = owner;
        Name = name;
        Description = description;
        Arguments = arguments;
        Type = type;
        DeprecationReason = deprecationReason;
        AppliedDirectives = appliedDirectives;
    }

    /// <summary>The type it is a field of.</summary>
    public FieldsType Owner { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; }

    /// <summary>Arguments in the order of the text.</summary>
    public ImmutableArray<InputValue> Arguments { get; }

    /// <summary>Its type.</summary>
    public GraphType Type { get; }

    /// <summary>Why it should not be used any more, or null.</summary>
    public string? DeprecationReason { get; }

    /// <summary>Directives in the order of the text.</summary>
    public ImmutableArray<DirectiveNode> AppliedDirectives { get; }

    /// <summary>The argument, or null. Fields have few: a walk is faster than a table.</summary>
    public InputValue? Argument(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == name)
                return argument;
        }

        return null;
    }

    /// <summary>Schema coordinate: <c>Type.field</c>.</summary>
    public override string ToString() => $"{Owner.Name}.{Name}";
}

/// <summary>An argument, or a field of an input object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Type">Its type.</param>
/// <param name="DefaultValue">Its default as a constant literal, or null for none.</param>
/// <param name="DeprecationReason">Why it should not be used any more, or null.</param>
/// <param name="AppliedDirectives">Directives in the order of the text.</param>
public sealed record InputValue(
    string Name, string? Description, GraphType Type, ValueNode? DefaultValue, string? DeprecationReason, ImmutableArray<DirectiveNode> AppliedDirectives)
{
    /// <summary>Whether it must be given: non-null and without a default.</summary>
    public bool IsRequired => Type is NonNullType && DefaultValue is null;
}

/// <summary>A directive that a schema knows.</summary>
/// <param name="Name">Name without the sign.</param>
/// <param name="Description">What it does, or null.</param>
/// <param name="Arguments">Arguments in the order of the text.</param>
/// <param name="IsRepeatable">Whether one place may bear it more than once.</param>
/// <param name="Locations">Where it may stand.</param>
public sealed record DirectiveType(string Name, string? Description, ImmutableArray<InputValue> Arguments, bool IsRepeatable, ImmutableArray<DirectiveLocation> Locations);

/// <summary>Where a directive may stand (section 3.13).</summary>
public enum DirectiveLocation
{
    Query,
    Mutation,
    Subscription,
    Field,
    FragmentDefinition,
    FragmentSpread,
    InlineFragment,
    VariableDefinition,
    Schema,
    Scalar,
    Object,
    FieldDefinition,
    ArgumentDefinition,
    Interface,
    Union,
    Enum,
    EnumValue,
    InputObject,
    InputFieldDefinition,
}
