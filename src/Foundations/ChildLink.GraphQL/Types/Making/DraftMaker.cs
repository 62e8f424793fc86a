using System.Collections.Frozen;
using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Makes the types of a document in which every name is known. First all types without content, then their content: they refer to each other in circles.</summary>
internal sealed class DraftMaker(SdlIndex index, IReadOnlyDictionary<string, NamedType> builtIn, SchemaErrors errors)
{
    private readonly SchemaDraft draft = new() { Types = new(builtIn) };
    private readonly BuiltInDirectiveValues values = new(errors);

    public SchemaDraft Make()
    {
        var own = new List<(NamedType Type, IReadOnlyList<TypeDefinitionNode> Parts)>();
        foreach (var definition in index.TypeDefinitions)
        {
            // A type of the text with the name of a built-in one is checked as text and then stands for the built-in one.
            if (builtIn.ContainsKey(definition.Name.Value))
                continue;
            var parts = index.Parts(definition);
            var type = Empty(definition, parts);
            type.AppliedDirectives = [.. parts.SelectMany(p => p.Directives)];
            draft.Types[type.Name] = type;
            draft.Own.Add(type);
            draft.Parts[type] = parts;
            own.Add((type, parts));
        }

        foreach (var (type, parts) in own)
            Fill(type, parts);
        foreach (var directive in index.DirectiveDefinitions)
            draft.Directives.Add(Directive(directive));
        RootTypes.Name(index, draft);
        return draft;
    }

    private NamedType Empty(TypeDefinitionNode definition, IReadOnlyList<TypeDefinitionNode> parts)
    {
        var (name, description) = (definition.Name.Value, definition.Description?.Value);
        return definition switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name, description, values.SpecifiedBy(parts)),
            ObjectTypeDefinitionNode => new ObjectType(name, description),
            InterfaceTypeDefinitionNode => new InterfaceType(name, description),
            UnionTypeDefinitionNode => new UnionType(name, description),
            EnumTypeDefinitionNode => new EnumType(name, description),
            _ => new InputObjectType(name, description, parts.Any(p => p.Directives.Any(d => d.Name.Value == "oneOf"))),
        };
    }

    private void Fill(NamedType type, IReadOnlyList<TypeDefinitionNode> parts)
    {
        switch (type)
        {
            case ObjectType fields:
                var objects = parts.Cast<ObjectTypeDefinitionNode>();
                FillFields(fields, objects.SelectMany(p => p.Interfaces), objects.SelectMany(p => p.Fields));
                break;
            case InterfaceType fields:
                var interfaces = parts.Cast<InterfaceTypeDefinitionNode>();
                FillFields(fields, interfaces.SelectMany(p => p.Interfaces), interfaces.SelectMany(p => p.Fields));
                break;
            case UnionType union:
                union.Members = [.. Named(union, parts.Cast<UnionTypeDefinitionNode>().SelectMany(p => p.Members)).OfType<ObjectType>().Distinct()];
                break;
            case EnumType names:
                names.Values = [.. parts.Cast<EnumTypeDefinitionNode>().SelectMany(p => p.Values)
                    .Select(v => new EnumValue(v.Name.Value, v.Description?.Value, values.Deprecation(v.Directives), v.Directives))];
                names.ByName = names.Values.ToFrozenDictionary(v => v.Name);
                break;
            case InputObjectType input:
                input.Fields = Inputs(parts.Cast<InputObjectTypeDefinitionNode>().SelectMany(p => p.Fields));
                input.ByName = input.Fields.ToFrozenDictionary(f => f.Name);
                input.Positions = input.Fields.Select((field, i) => (field.Name, i)).ToFrozenDictionary(f => f.Name, f => f.i);
                break;
        }
    }

    private void FillFields(FieldsType type, IEnumerable<NamedTypeNode> interfaces, IEnumerable<FieldDefinitionNode> fields)
    {
        type.Interfaces = [.. Named(type, interfaces).OfType<InterfaceType>().Distinct()];
        type.Fields = [.. fields.Select(node => Field(type, node))];
        type.ByName = type.Fields.ToFrozenDictionary(f => f.Name);
    }

    private List<NamedType> Named(NamedType type, IEnumerable<NamedTypeNode> names)
    {
        var named = names.Select(node => (draft.Types[node.Name.Value], node)).ToList();
        if (named.Count > 0)
            draft.Named[type] = named;
        return [.. named.Select(n => n.Item1)];
    }

    private Field Field(FieldsType owner, FieldDefinitionNode node)
    {
        var field = new Field(
            owner, node.Name.Value, node.Description?.Value, Inputs(node.Arguments), TypeReference.Find(draft.Types, node.Type)!, values.Deprecation(node.Directives), node.Directives);
        draft.FieldNodes[field] = node;
        return field;
    }

    private ImmutableArray<InputValue> Inputs(IEnumerable<InputValueDefinitionNode> nodes) => [.. nodes.Select(Input)];

    private InputValue Input(InputValueDefinitionNode node)
    {
        var input = new InputValue(
            node.Name.Value, node.Description?.Value, TypeReference.Find(draft.Types, node.Type)!, node.DefaultValue, values.Deprecation(node.Directives), node.Directives);
        draft.InputNodes[input] = node;
        return input;
    }

    private DirectiveType Directive(DirectiveDefinitionNode node)
    {
        var locations = ImmutableArray.CreateBuilder<DirectiveLocation>();
        foreach (var name in node.Locations)
        {
            if (DirectiveLocations.TryParse(name.Value, out var location))
                locations.Add(location);
        }

        var directive = new DirectiveType(node.Name.Value, node.Description?.Value, Inputs(node.Arguments), node.IsRepeatable, locations.DrainToImmutable());
        draft.DirectiveNodes[directive] = node;
        return directive;
    }
}
