using System.Collections.Immutable;
using ChildLink.GraphQL.Language;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Generation;

/// <content>Definitions and extensions of the type system.</content>
public sealed partial class RandomSyntax
{
    private TypeSystemDefinitionNode TypeSystem()
    {
        var isExtension = random.Next(3) == 0;
        var description = isExtension ? null : Description();

        // An extension must add something, and so a directive is always among it here.
        var directives = isExtension ? [new DirectiveNode(Name(), Arguments(true), default)] : Directives(true);
        return random.Next(8) switch
        {
            0 => new SchemaDefinitionNode(isExtension, description, directives, Many(isExtension ? 0 : 1, 3, RootType), default),
            1 => new ScalarTypeDefinitionNode(isExtension, description, Name(), directives, default),
            2 => new ObjectTypeDefinitionNode(isExtension, description, Name(), Many(0, 2, Named), directives, Many(0, 3, Field), default),
            3 => new InterfaceTypeDefinitionNode(isExtension, description, Name(), Many(0, 2, Named), directives, Many(0, 3, Field), default),
            4 => new UnionTypeDefinitionNode(isExtension, description, Name(), directives, Many(0, 3, Named), default),
            5 => new EnumTypeDefinitionNode(isExtension, description, Name(), directives, Many(0, 3, () => new EnumValueDefinitionNode(Description(), Name(), Directives(true), default)), default),
            6 => new InputObjectTypeDefinitionNode(isExtension, description, Name(), directives, Many(0, 3, Input), default),
            _ => new DirectiveDefinitionNode(Description(), Name(), Many(0, 2, Input), random.Next(2) == 0, Many(1, 3, Location), default),
        };
    }

    private RootOperationTypeNode RootType() => new(Pick(Enum.GetValues<OperationKind>()), Named(), default);

    private FieldDefinitionNode Field() => new(Description(), Name(), Many(0, 2, Input), Type(), Directives(true), default);

    private InputValueDefinitionNode Input() => new(Description(), Name(), Type(), Maybe(() => Value(true, 0)), Directives(true), default);

    private Name Location() => new(DirectiveLocations.NameOf(Pick(Enum.GetValues<DirectiveLocation>())), default);
}
