using System.Collections.Immutable;
using ChildLink.GraphQL.Types;

namespace ChildLink.GraphQL.Language;

/// <content>Unions, enums, input objects and directives (sections 3.8 to 3.10 and 3.13).</content>
internal ref partial struct DocumentReader
{
    private UnionTypeDefinitionNode ReadUnion(Description? description, bool isExtension, int start)
    {
        var name = ReadName();
        var directives = ReadDirectives(true);
        var members = Skip(TokenKind.EqualsSign) ? ReadNamedTypes(TokenKind.Pipe) : [];
        RequireContent(!isExtension || directives.Length + members.Length > 0);
        return new UnionTypeDefinitionNode(isExtension, description, name, directives, members, From(start));
    }

    private EnumTypeDefinitionNode ReadEnum(Description? description, bool isExtension, int start)
    {
        var name = ReadName();
        var directives = ReadDirectives(true);
        var from = nodes.Count;
        if (Skip(TokenKind.LeftBrace))
        {
            do
            {
                nodes.Push(ReadEnumValue());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        var values = nodes.Take<EnumValueDefinitionNode>(from);
        RequireContent(!isExtension || directives.Length + values.Length > 0);
        return new EnumTypeDefinitionNode(isExtension, description, name, directives, values, From(start));
    }

    private EnumValueDefinitionNode ReadEnumValue()
    {
        var start = lexer.Start;
        var description = ReadDescription();
        if (Is("true"u8) || Is("false"u8) || Is("null"u8))
            throw new SyntaxException(lexer.Start, $"{TokenText.Of(lexer.Kind, lexer.Text)} is reserved and cannot be used for an enum value.");
        var name = ReadName();
        var directives = ReadDirectives(true);
        return new EnumValueDefinitionNode(description, name, directives, From(start));
    }

    private InputObjectTypeDefinitionNode ReadInputObject(Description? description, bool isExtension, int start)
    {
        var name = ReadName();
        var directives = ReadDirectives(true);
        var fields = ReadInputValues(TokenKind.LeftBrace, TokenKind.RightBrace);
        RequireContent(!isExtension || directives.Length + fields.Length > 0);
        return new InputObjectTypeDefinitionNode(isExtension, description, name, directives, fields, From(start));
    }

    private DirectiveDefinitionNode ReadDirectiveDefinition(Description? description, int start)
    {
        Expect(TokenKind.At);
        var name = ReadName();
        var arguments = ReadInputValues(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
        var isRepeatable = SkipKeyword("repeatable"u8);
        if (!SkipKeyword("on"u8))
            throw Expected("\"on\"");
        Skip(TokenKind.Pipe);
        var locations = ImmutableArray.CreateBuilder<Name>();
        do
        {
            locations.Add(ReadDirectiveLocation());
        }
        while (Skip(TokenKind.Pipe));
        return new DirectiveDefinitionNode(description, name, arguments, isRepeatable, locations.ToImmutable(), From(start));
    }

    private Name ReadDirectiveLocation()
    {
        var name = ReadName();
        return DirectiveLocations.TryParse(name.Value, out _)
            ? name
            : throw new SyntaxException(name.Span.Start, $"Unexpected Name \"{TokenText.Shortened(name.Value)}\".");
    }
}
