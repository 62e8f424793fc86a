using System.Collections.Frozen;
using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A checked draft becomes a schema.</summary>
internal static class DraftCompletion
{
    public static Schema Complete(SchemaDraft draft, SdlIndex index)
    {
        ImmutableArray<NamedType> types = [.. draft.Own, .. BuiltIns.TypesInOrder.Where(Needed(draft, index).Contains)];
        ImmutableArray<DirectiveType> directives = [.. draft.Directives, .. BuiltIns.Directives.Where(b => draft.Directives.All(own => own.Name != b.Name))];
        return new Schema
        {
            Description = draft.Definition?.Description?.Value,
            Query = (ObjectType)draft.Roots[OperationKind.Query],
            Mutation = (ObjectType?)draft.Roots.GetValueOrDefault(OperationKind.Mutation),
            Subscription = (ObjectType?)draft.Roots.GetValueOrDefault(OperationKind.Subscription),
            Types = types.ToFrozenDictionary(type => type.Name),
            TypesInOrder = types,
            Directives = directives.ToFrozenDictionary(directive => directive.Name),
            DirectivesInOrder = directives,
            PossibleTypes = PossibleTypes(types),
            AppliedDirectives = [.. index.SchemaParts.SelectMany(part => part.Directives)],
            Introspection = BuiltIns.Introspection,
        };
    }

    /// <summary>Types of introspection, the scalars these use, and the scalars that the text refers to (section 3.5: others must not be there).</summary>
    private static HashSet<NamedType> Needed(SchemaDraft draft, SdlIndex index)
    {
        var needed = new HashSet<NamedType>(BuiltIns.TypesInOrder.Where(type => type is not ScalarType || type.Name is "String" or "Boolean"));
        needed.UnionWith(index.TypeDefinitions.Select(definition => draft.Types[definition.Name.Value]));
        foreach (var type in draft.Own)
        {
            if (type is InputObjectType input)
                needed.UnionWith(input.Fields.Select(f => f.Type.Named));
            if (type is not FieldsType fields)
                continue;
            needed.UnionWith(fields.Fields.Select(f => f.Type.Named));
            needed.UnionWith(fields.Fields.SelectMany(f => f.Arguments).Select(a => a.Type.Named));
        }

        needed.UnionWith(draft.Directives.SelectMany(d => d.Arguments).Select(a => a.Type.Named));
        return needed;
    }

    private static FrozenDictionary<CompositeType, ImmutableArray<ObjectType>> PossibleTypes(ImmutableArray<NamedType> types)
    {
        var implementing = types.OfType<ObjectType>().SelectMany(type => type.Interfaces.Select(contract => (contract, type))).ToLookup(pair => pair.contract, pair => pair.type);
        return types.OfType<CompositeType>().ToFrozenDictionary(type => type, type => type switch
        {
            ObjectType single => [single],
            UnionType union => union.Members,
            _ => [.. implementing[(InterfaceType)type]],
        });
    }
}
