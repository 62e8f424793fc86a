using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A schema as the syntax tree of its definitions. Spans are empty: there is no text yet.</summary>
internal static class SchemaSyntax
{
    public static DocumentNode Of(Schema schema)
    {
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        if (NeedsDefinition(schema))
            definitions.Add(new SchemaDefinitionNode(false, Description(schema.Description), schema.AppliedDirectives, [.. Roots(schema)], default));
        foreach (var directive in schema.DirectivesInOrder)
        {
            if (!BuiltIns.Directives.Contains(directive, ReferenceEqualityComparer.Instance))
                definitions.Add(Directive(directive));
        }

        foreach (var type in schema.TypesInOrder)
        {
            if (!BuiltIns.Contains(type))
                definitions.Add(Type(type));
        }

        return new DocumentNode(definitions.DrainToImmutable(), default);
    }

    /// <summary>Whether default names do not say it all: another name, a root's name on a type that is none, a description or directives.</summary>
    private static bool NeedsDefinition(Schema schema) =>
        schema.Description is not null || !schema.AppliedDirectives.IsEmpty || Kinds.Any(kind => schema.Root(kind) != schema.Types.GetValueOrDefault(kind.ToString()));

    private static OperationKind[] Kinds => [OperationKind.Query, OperationKind.Mutation, OperationKind.Subscription];

    private static IEnumerable<RootOperationTypeNode> Roots(Schema schema) =>
        Kinds.Where(kind => schema.Root(kind) is not null).Select(kind => new RootOperationTypeNode(kind, Reference(schema.Root(kind)!), default));

    private static DirectiveDefinitionNode Directive(DirectiveType directive) => new(
        Description(directive.Description), Name(directive.Name), Inputs(directive.Arguments), directive.IsRepeatable,
        [.. directive.Locations.Select(l => Name(DirectiveLocations.NameOf(l)))], default);

    private static TypeDefinitionNode Type(NamedType type)
    {
        var (description, name, directives) = (Description(type.Description), Name(type.Name), type.AppliedDirectives);
        return type switch
        {
            ScalarType => new ScalarTypeDefinitionNode(false, description, name, directives, default),
            ObjectType fields => new ObjectTypeDefinitionNode(false, description, name, References(fields.Interfaces), directives, Fields(fields), default),
            InterfaceType fields => new InterfaceTypeDefinitionNode(false, description, name, References(fields.Interfaces), directives, Fields(fields), default),
            UnionType union => new UnionTypeDefinitionNode(false, description, name, directives, References(union.Members), default),
            EnumType names => new EnumTypeDefinitionNode(false, description, name, directives, [.. names.Values.Select(Value)], default),
            InputObjectType input => new InputObjectTypeDefinitionNode(false, description, name, directives, Inputs(input.Fields), default),
            _ => throw new ArgumentException($"{type} is of no kind that has syntax.", nameof(type)),
        };
    }

    private static ImmutableArray<FieldDefinitionNode> Fields(FieldsType type) =>
        [.. type.Fields.Select(f => new FieldDefinitionNode(Description(f.Description), Name(f.Name), Inputs(f.Arguments), Reference(f.Type), f.AppliedDirectives, default))];

    private static ImmutableArray<InputValueDefinitionNode> Inputs(ImmutableArray<InputValue> inputs) =>
        [.. inputs.Select(i => new InputValueDefinitionNode(Description(i.Description), Name(i.Name), Reference(i.Type), i.DefaultValue, i.AppliedDirectives, default))];

    private static EnumValueDefinitionNode Value(EnumValue value) => new(Description(value.Description), Name(value.Name), value.AppliedDirectives, default);

    private static ImmutableArray<NamedTypeNode> References<T>(ImmutableArray<T> types)
        where T : NamedType => [.. types.Select(Reference)];

    private static TypeNode Reference(GraphType type) => type switch
    {
        ListType list => new ListTypeNode(Reference(list.OfType), default),
        NonNullType nonNull => new NonNullTypeNode(Reference(nonNull.OfType), default),
        _ => Reference((NamedType)type),
    };

    private static NamedTypeNode Reference(NamedType type) => new(Name(type.Name));

    private static Description? Description(string? text) => text is null ? null : new Description(text, text.Contains('\n', StringComparison.Ordinal), default);

    private static Name Name(string name) => new(name, default);
}
