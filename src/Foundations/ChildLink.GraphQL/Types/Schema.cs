using System.Collections.Frozen;
using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A valid schema: every rule of section 3 was checked when it was made. Made from SDL only.</summary>
public sealed class Schema
{
    internal Schema()
    {
    }

    /// <summary>What it is, or null.</summary>
    public string? Description { get; internal init; }

    /// <summary>Root of queries.</summary>
    public required ObjectType Query { get; init; }

    /// <summary>Root of mutations, or null.</summary>
    public ObjectType? Mutation { get; internal init; }

    /// <summary>Root of subscriptions, or null.</summary>
    public ObjectType? Subscription { get; internal init; }

    /// <summary>All named types by name: those of the text, those of introspection, and the built-in scalars that these refer to (section 3.5: a built-in scalar nobody refers to is not there).</summary>
    public required FrozenDictionary<string, NamedType> Types { get; init; }

    /// <summary>All directives by name, built-in ones included.</summary>
    public required FrozenDictionary<string, DirectiveType> Directives { get; init; }

    /// <summary>The same types in a stable order: those of the text in its order, then built-in ones.</summary>
    public required ImmutableArray<NamedType> TypesInOrder { get; init; }

    /// <summary>The same directives in a stable order: those of the text in its order, then built-in ones.</summary>
    public required ImmutableArray<DirectiveType> DirectivesInOrder { get; init; }

    /// <summary>Object types that a value of the type can be: itself, its members, or those that implement it.</summary>
    public required FrozenDictionary<CompositeType, ImmutableArray<ObjectType>> PossibleTypes { get; init; }

    /// <summary>Directives applied to the schema, in the order of the text.</summary>
    public ImmutableArray<DirectiveNode> AppliedDirectives { get; internal init; } = [];

    /// <summary>The fields that every composite or the query root has: <c>__typename</c>, <c>__schema</c>, <c>__type</c>.</summary>
    public required IntrospectionFields Introspection { get; init; }

    /// <summary>The root type of an operation, or null when the schema has none.</summary>
    public ObjectType? Root(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        _ => Subscription,
    };
}

/// <summary>Meta fields (section 4).</summary>
/// <param name="TypeName"><c>__typename: String!</c>, of every composite type.</param>
/// <param name="Schema"><c>__schema: __Schema!</c>, of the query root.</param>
/// <param name="Type"><c>__type(name: String!): __Type</c>, of the query root.</param>
public sealed record IntrospectionFields(Field TypeName, Field Schema, Field Type);
