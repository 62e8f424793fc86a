using System.Collections.Frozen;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>A schema with a resolver at every field of its object types; introspection is bound by itself. Callable from many threads.</summary>
public sealed class ExecutableSchema
{
    private readonly FrozenDictionary<ObjectType, FrozenDictionary<string, BoundField>> fields;

    private ExecutableSchema(Schema schema, InputCoercion coercion, FrozenDictionary<ObjectType, FrozenDictionary<string, BoundField>> fields)
    {
        Schema = schema;
        Coercion = coercion;
        this.fields = fields;
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    internal InputCoercion Coercion { get; }

    /// <summary>Binds resolvers to a schema.</summary>
    /// <exception cref="SchemaBindingException">A binding is missing, superfluous, or of a kind that its field cannot have; all are listed.</exception>
    public static ExecutableSchema Create(Schema schema, ResolverMap resolvers)
    {
        var binder = new SchemaBinder(schema, resolvers);
        var fields = binder.Bind();
        return binder.Problems.Count == 0
            ? new ExecutableSchema(schema, binder.Coercion, fields)
            : throw new SchemaBindingException(binder.Problems);
    }

    /// <summary>A field of an object type as validation allows it to be selected: meta fields included.</summary>
    internal BoundField Bound(ObjectType type, string name) => fields[type][name];
}
