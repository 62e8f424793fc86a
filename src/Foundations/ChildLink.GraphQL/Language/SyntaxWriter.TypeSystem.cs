using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <content>Definitions and extensions of the type system.</content>
internal sealed partial class SyntaxWriter
{
    public void TypeSystemPart(SyntaxNode node)
    {
        switch (node)
        {
            case FieldDefinitionNode field:
                FieldDefinition(field);
                break;
            case InputValueDefinitionNode value:
                InputValue(value);
                break;
            case EnumValueDefinitionNode value:
                EnumValue(value);
                break;
            case RootOperationTypeNode root:
                RootType(root);
                break;
            default:
                throw Unknown(node);
        }
    }

    private void TypeSystem(TypeSystemDefinitionNode definition)
    {
        if (definition.IsExtension)
            Add("extend ");
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                Add("schema");
                Directives(schema.Directives);
                Block(schema.OperationTypes, RootType);
                break;
            case ScalarTypeDefinitionNode:
                Head("scalar", definition);
                break;
            case ObjectTypeDefinitionNode type:
                FieldsType("type", type, type.Interfaces, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                FieldsType("interface", type, type.Interfaces, type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                Head("union", union);
                NamedTypes(" = ", union.Members, " | ");
                break;
            case EnumTypeDefinitionNode type:
                Head("enum", type);
                Block(type.Values, EnumValue);
                break;
            case InputObjectTypeDefinitionNode type:
                Head("input", type);
                Block(type.Fields, InputValue);
                break;
            case DirectiveDefinitionNode directive:
                DirectiveDefinition(directive);
                break;
            default:
                throw Unknown(definition);
        }
    }

    private void Head(string keyword, DefinitionNode definition)
    {
        text.Append(keyword).Append(' ').Append(((TypeDefinitionNode)definition).Name.Value);
        Directives(definition.Directives);
    }

    private void FieldsType(string keyword, TypeDefinitionNode type, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<FieldDefinitionNode> fields)
    {
        text.Append(keyword).Append(' ').Append(type.Name.Value);
        NamedTypes(" implements ", interfaces, " & ");
        Directives(type.Directives);
        Block(fields, FieldDefinition);
    }

    private void NamedTypes(string before, ImmutableArray<NamedTypeNode> types, string between)
    {
        for (var i = 0; i < types.Length; i++)
            text.Append(i == 0 ? before : between).Append(types[i].Name.Value);
    }

    private void Block<T>(ImmutableArray<T> items, Action<T> write)
    {
        if (items.Length > 0)
            List(" {", items, write, "}", true);
    }

    private void RootType(RootOperationTypeNode root) => text.Append(Word(root.Kind)).Append(": ").Append(root.Type.Name.Value);

    private void FieldDefinition(FieldDefinitionNode field)
    {
        Description(field.Description);
        Add(field.Name.Value);
        InputValues(field.Arguments);
        Add(": ");
        Type(field.Type);
        Directives(field.Directives);
    }

    private void InputValues(ImmutableArray<InputValueDefinitionNode> values)
    {
        if (values.Length > 0)
            List("(", values, InputValue, ")", values.Any(v => v.Description is not null));
    }

    private void InputValue(InputValueDefinitionNode value)
    {
        Description(value.Description);
        text.Append(value.Name.Value).Append(": ");
        Type(value.Type);
        Default(value.DefaultValue);
        Directives(value.Directives);
    }

    private void EnumValue(EnumValueDefinitionNode value)
    {
        Description(value.Description);
        Add(value.Name.Value);
        Directives(value.Directives);
    }

    private void DirectiveDefinition(DirectiveDefinitionNode directive)
    {
        text.Append("directive @").Append(directive.Name.Value);
        InputValues(directive.Arguments);
        Add(directive.IsRepeatable ? " repeatable on " : " on ");
        Add(string.Join(" | ", directive.Locations.Select(l => l.Value)));
    }
}
