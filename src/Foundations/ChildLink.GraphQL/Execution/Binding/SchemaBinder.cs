using System.Collections.Frozen;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Execution;

/// <summary>Puts resolvers to fields and collects what does not fit.</summary>
internal sealed class SchemaBinder(Schema schema, ResolverMap resolvers)
{
    private readonly List<string> problems = [];
    private readonly HashSet<string> used = [];
    private readonly HashSet<string> usedTypes = [];
    private readonly Dictionary<NamedType, LeafOutput> leaves = [];

    public IReadOnlyList<string> Problems => problems;

    public InputCoercion Coercion { get; private set; } = new(ScalarForms.BuiltIn);

    public FrozenDictionary<ObjectType, FrozenDictionary<string, BoundField>> Bind()
    {
        BindScalars();
        var introspection = new IntrospectionResolvers(schema);
        var bound = schema.Types.Values.OfType<ObjectType>().OrderBy(t => t.Name, StringComparer.Ordinal)
            .ToDictionary(type => type, type => BindFields(type, introspection));
        foreach (var coordinate in resolvers.Fields.Keys.Where(c => !used.Contains(c)).Order(StringComparer.Ordinal))
            problems.Add($"A resolver is bound to '{coordinate}', which is no field of an object type.");
        foreach (var name in resolvers.Types.Keys.Where(n => schema.Types.GetValueOrDefault(n) is not (InterfaceType or UnionType)).Order(StringComparer.Ordinal))
            problems.Add($"'{name}' is bound as an abstract type and is none.");
        foreach (var name in resolvers.Written.Where(n => schema.Types.GetValueOrDefault(n) is not ObjectType).Order(StringComparer.Ordinal))
            problems.Add($"'{name}' is bound as a written type and is no object type.");
        return bound.ToFrozenDictionary();
    }

    private void BindScalars()
    {
        foreach (var name in resolvers.Scalars.Keys.Where(n => schema.Types.GetValueOrDefault(n) is not ScalarType).Order(StringComparer.Ordinal))
            problems.Add($"A form is bound to the scalar '{name}', which the schema does not have.");
        Coercion = new InputCoercion(new ScalarForms(resolvers.Scalars));
        foreach (var (place, input) in Inputs().Where(i => i.Input.DefaultValue is not null))
        {
            if (!Coercion.TryLiteral(input.DefaultValue!, input.Type, VariableValues.None, out _, out var errors))
                problems.Add($"The default of '{place}' is refused by the form of its scalar: {errors[0].Message}");
        }
    }

    /// <summary>Everything that can have a default, by coordinate.</summary>
    private IEnumerable<(string Place, InputValue Input)> Inputs()
    {
        foreach (var type in schema.Types.Values.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            foreach (var field in (type as FieldsType)?.Fields ?? [])
            {
                foreach (var argument in field.Arguments)
                    yield return ($"{field}({argument.Name}:)", argument);
            }

            foreach (var field in (type as InputObjectType)?.Fields ?? [])
                yield return ($"{type}.{field.Name}", field);
        }
    }

    private FrozenDictionary<string, BoundField> BindFields(ObjectType type, IntrospectionResolvers introspection)
    {
        var bound = new Dictionary<string, BoundField> { [schema.Introspection.TypeName.Name] = Meta(schema.Introspection.TypeName, introspection.TypeName) };
        if (type == schema.Query)
        {
            bound[schema.Introspection.Schema.Name] = Meta(schema.Introspection.Schema, introspection.Schema);
            bound[schema.Introspection.Type.Name] = Meta(schema.Introspection.Type, introspection.Type);
        }

        var builtIn = type.Name.StartsWith("__", StringComparison.Ordinal);
        foreach (var field in type.Fields)
        {
            var coordinate = field.ToString();
            if (!builtIn)
                used.Add(coordinate);
            if ((builtIn ? introspection.Fields : resolvers.Fields).TryGetValue(coordinate, out var resolver))
                bound[field.Name] = Bind(type, field, resolver);
            else if (resolvers.Written.Contains(type.Name))
                bound[field.Name] = Bind(type, field, WrittenResolver.Instance);
            else
                Miss(field);
        }

        return bound.ToFrozenDictionary();
    }

    private void Miss(Field field)
    {
        problems.Add($"No resolver is bound to '{field}'.");
        if (field.Type.Named is CompositeType composite)
            TypeName(composite);
    }

    private BoundField Meta(Field field, FieldResolver resolver) => Bind(schema.Query, field, resolver);

    private BoundField Bind(ObjectType type, Field field, FieldResolver resolver)
    {
        if (Misfit(type, field, resolver) is { } misfit)
            problems.Add($"'{field}' {misfit}");
        var named = field.Type.Named;
        if (named is not CompositeType composite)
            return new BoundField(field, resolver, LeafMode(field, resolver), Leaf(named), [], null);
        return new BoundField(field, resolver, resolver is SubtreeResolver or WrittenResolver ? FieldMode.LateSubtree : FieldMode.Composite, null, [.. schema.PossibleTypes[composite]], TypeName(composite));
    }

    private string? Misfit(ObjectType type, Field field, FieldResolver resolver) => resolver switch
    {
        StreamResolver when type != schema.Subscription => "has a resolver for streams and is no root field of subscriptions.",
        not StreamResolver when type == schema.Subscription && field != schema.Introspection.TypeName => "is a root field of subscriptions and needs a resolver for streams.",
        LeafResolver when field.Type is NonNullType => "has a resolver for leaves and is non-null: its null could not propagate.",
        LeafResolver when field.Type.Named is CompositeType => "has a resolver for leaves and is composite.",
        SubtreeResolver when field.Type is NonNullType => "has a resolver for subtrees and is non-null: its null could not propagate.",
        SubtreeResolver when !resolvers.Written.Contains(field.Type.Named.Name) => "has a resolver for subtrees and is of no type that is bound as written.",
        not (SubtreeResolver or WrittenResolver) when resolvers.Written.Contains(field.Type.Named.Name) => "is of a type that is bound as written and needs a resolver for subtrees.",
        _ => null,
    };

    private FieldMode LeafMode(Field field, FieldResolver resolver) => resolver switch
    {
        _ when field == schema.Introspection.TypeName => FieldMode.TypeName,
        LeafResolver or WrittenResolver => FieldMode.LateWriter,
        ValueResolver when field.Type is not NonNullType => FieldMode.LateValue,
        _ => FieldMode.EarlyLeaf,
    };

    private LeafOutput Leaf(NamedType named)
    {
        if (!leaves.TryGetValue(named, out var leaf))
            leaves[named] = leaf = LeafOutput.Of(named, Coercion.Forms);
        return leaf;
    }

    private Func<object, string?>? TypeName(CompositeType composite)
    {
        if (composite is ObjectType)
            return null;
        if (resolvers.Types.TryGetValue(composite.Name, out var typeName))
            return typeName;
        if (usedTypes.Add(composite.Name))
            problems.Add($"Fields return the abstract type '{composite.Name}', and nothing tells the object types of its values.");
        return null;
    }
}
