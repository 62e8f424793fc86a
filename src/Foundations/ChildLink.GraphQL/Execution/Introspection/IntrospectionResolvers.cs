using System.Collections.Frozen;
using ChildLink.GraphQL.Introspection;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Resolvers of the meta fields and introspection types of one schema (section 4).</summary>
internal sealed class IntrospectionResolvers(Schema schema)
{
    /// <summary>By coordinate.</summary>
    public FrozenDictionary<string, FieldResolver> Fields { get; } = IntrospectionValues.ByCoordinate.ToFrozenDictionary(
        f => f.Key, f => FieldResolver.Value<object>((parent, arguments) => f.Value(schema, parent, arguments)));

    /// <summary>Never called: names of types are known from the plan.</summary>
    public FieldResolver TypeName { get; } = FieldResolver.Value<object?>(_ => null);

    /// <summary><c>__schema</c>.</summary>
    public FieldResolver Schema { get; } = FieldResolver.Value<object?>(_ => schema);

    /// <summary><c>__type</c>.</summary>
    public FieldResolver Type { get; } = FieldResolver.Value<object?>((_, arguments) => IntrospectionValues.TypeOf(schema, arguments));
}
