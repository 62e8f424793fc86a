using System.Collections.Immutable;
using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>A place of a document that may bear directives.</summary>
/// <param name="Location">What kind of place it is.</param>
/// <param name="Directives">Directives there.</param>
/// <param name="Owner">For the schema and for types: a name under which its definition and its extensions are one place; else null.</param>
internal readonly record struct SdlPlace(DirectiveLocation Location, ImmutableArray<DirectiveNode> Directives, string? Owner)
{
    /// <summary>All places of a document that bear directives.</summary>
    public static IEnumerable<SdlPlace> Of(DocumentNode document) => document.Definitions.SelectMany(Of).Where(place => !place.Directives.IsEmpty);

    private static IEnumerable<SdlPlace> Of(DefinitionNode definition) => definition switch
    {
        SchemaDefinitionNode => [new(DirectiveLocation.Schema, definition.Directives, "")],
        ScalarTypeDefinitionNode scalar => [new(DirectiveLocation.Scalar, scalar.Directives, scalar.Name.Value)],
        UnionTypeDefinitionNode union => [new(DirectiveLocation.Union, union.Directives, union.Name.Value)],
        ObjectTypeDefinitionNode type => [new(DirectiveLocation.Object, type.Directives, type.Name.Value), .. type.Fields.SelectMany(OfField)],
        InterfaceTypeDefinitionNode type => [new(DirectiveLocation.Interface, type.Directives, type.Name.Value), .. type.Fields.SelectMany(OfField)],
        EnumTypeDefinitionNode type =>
            [new(DirectiveLocation.Enum, type.Directives, type.Name.Value), .. type.Values.Select(v => new SdlPlace(DirectiveLocation.EnumValue, v.Directives, null))],
        InputObjectTypeDefinitionNode type =>
            [new(DirectiveLocation.InputObject, type.Directives, type.Name.Value), .. type.Fields.Select(f => new SdlPlace(DirectiveLocation.InputFieldDefinition, f.Directives, null))],
        DirectiveDefinitionNode directive => OfArguments(directive.Arguments),
        _ => [],
    };

    private static IEnumerable<SdlPlace> OfField(FieldDefinitionNode field) => OfArguments(field.Arguments).Prepend(new(DirectiveLocation.FieldDefinition, field.Directives, null));

    private static IEnumerable<SdlPlace> OfArguments(ImmutableArray<InputValueDefinitionNode> arguments) =>
        arguments.Select(a => new SdlPlace(DirectiveLocation.ArgumentDefinition, a.Directives, null));
}
