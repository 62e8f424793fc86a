using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Definitions are of the type system, types that are named exist, and extensions extend a type of their kind.</summary>
internal sealed class ReferenceRules(SdlIndex index, SchemaErrors errors)
{
    public void Check()
    {
        foreach (var definition in index.Document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode type:
                    CheckExtension(type);
                    CheckType(type);
                    break;
                case SchemaDefinitionNode schema:
                    foreach (var root in schema.OperationTypes)
                        CheckReference(root.Type);
                    break;
                case DirectiveDefinitionNode directive:
                    CheckInputs(directive.Arguments);
                    break;
                default:
                    errors.Add("A document that defines a schema must not hold operations or fragments.", definition);
                    break;
            }
        }
    }

    private void CheckExtension(TypeDefinitionNode type)
    {
        if (!type.IsExtension)
            return;
        if (!index.Types.TryGetValue(type.Name.Value, out var defined))
            errors.AddAt($"The type \"{type.Name}\" cannot be extended because it is not defined.", type.Name);
        else if (defined.GetType() != type.GetType())
            errors.Add($"The type \"{type.Name}\" is of another kind than its extension.", defined, type);
    }

    private void CheckType(TypeDefinitionNode definition)
    {
        switch (definition)
        {
            case ObjectTypeDefinitionNode type:
                CheckReferences(type.Interfaces);
                CheckFields(type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                CheckReferences(type.Interfaces);
                CheckFields(type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                CheckReferences(union.Members);
                break;
            case InputObjectTypeDefinitionNode input:
                CheckInputs(input.Fields);
                break;
        }
    }

    private void CheckFields(ImmutableArray<FieldDefinitionNode> fields)
    {
        foreach (var field in fields)
        {
            CheckInputs(field.Arguments);
            CheckReference(field.Type);
        }
    }

    private void CheckInputs(ImmutableArray<InputValueDefinitionNode> inputs)
    {
        foreach (var input in inputs)
            CheckReference(input.Type);
    }

    private void CheckReferences(ImmutableArray<NamedTypeNode> types)
    {
        foreach (var type in types)
            CheckReference(type);
    }

    private void CheckReference(TypeNode type)
    {
        var named = TypeReference.Named(type);
        if (!index.Types.ContainsKey(named.Name.Value) && !BuiltIns.Types.ContainsKey(named.Name.Value))
            errors.Add($"The type \"{named.Name}\" is unknown.", named);
    }
}
