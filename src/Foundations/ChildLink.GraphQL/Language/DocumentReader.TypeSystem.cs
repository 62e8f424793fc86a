using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <content>Definitions and extensions of the type system (section 3).</content>
internal ref partial struct DocumentReader
{
    // Null when no such definition begins with this word.
    private TypeSystemDefinitionNode? ReadTypeSystemDefinition(Description? description, bool isExtension, int start)
    {
        if (SkipKeyword("schema"u8))
            return ReadSchema(description, isExtension, start);
        if (!isExtension && SkipKeyword("directive"u8))
            return ReadDirectiveDefinition(description, start);
        if (SkipKeyword("scalar"u8))
        {
            var name = ReadName();
            var directives = ReadDirectives(true);
            RequireContent(!isExtension || directives.Length > 0);
            return new ScalarTypeDefinitionNode(isExtension, description, name, directives, From(start));
        }

        if (SkipKeyword("type"u8))
        {
            var (name, interfaces, directives, fields) = ReadFieldsType(isExtension);
            return new ObjectTypeDefinitionNode(isExtension, description, name, interfaces, directives, fields, From(start));
        }

        if (SkipKeyword("interface"u8))
        {
            var (name, interfaces, directives, fields) = ReadFieldsType(isExtension);
            return new InterfaceTypeDefinitionNode(isExtension, description, name, interfaces, directives, fields, From(start));
        }

        return SkipKeyword("union"u8) ? ReadUnion(description, isExtension, start)
            : SkipKeyword("enum"u8) ? ReadEnum(description, isExtension, start)
            : SkipKeyword("input"u8) ? ReadInputObject(description, isExtension, start)
            : null;
    }

    private readonly void RequireContent(bool hasContent)
    {
        // An extension that adds nothing is refused at the token where it should have begun to.
        if (!hasContent)
            throw Unexpected();
    }

    private SchemaDefinitionNode ReadSchema(Description? description, bool isExtension, int start)
    {
        var directives = ReadDirectives(true);
        var from = nodes.Count;
        if (!isExtension || lexer.Kind == TokenKind.LeftBrace)
        {
            Expect(TokenKind.LeftBrace);
            do
            {
                var typeStart = lexer.Start;
                if (lexer.Kind != TokenKind.Name)
                    throw Expected(TokenText.Of(TokenKind.Name));
                var kind = OperationKeyword();
                var place = lexer.Start;
                lexer.MoveNext();
                if (kind is not { } known)
                    throw new SyntaxException(place, "Unexpected Name, expected \"query\", \"mutation\" or \"subscription\".");
                Expect(TokenKind.Colon);
                var type = ReadNamedType();
                nodes.Push(new RootOperationTypeNode(known, type, From(typeStart)));
            }
            while (!Skip(TokenKind.RightBrace));
        }

        var operations = nodes.Take<RootOperationTypeNode>(from);
        RequireContent(operations.Length > 0 || directives.Length > 0);
        return new SchemaDefinitionNode(isExtension, description, directives, operations, From(start));
    }

    private (Name Name, ImmutableArray<NamedTypeNode> Interfaces, ImmutableArray<DirectiveNode> Directives, ImmutableArray<FieldDefinitionNode> Fields) ReadFieldsType(
        bool isExtension)
    {
        var name = ReadName();
        var interfaces = SkipKeyword("implements"u8) ? ReadNamedTypes(TokenKind.Ampersand) : [];
        var directives = ReadDirectives(true);
        var from = nodes.Count;
        if (Skip(TokenKind.LeftBrace))
        {
            do
            {
                nodes.Push(ReadFieldDefinition());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        var fields = nodes.Take<FieldDefinitionNode>(from);
        RequireContent(!isExtension || interfaces.Length + directives.Length + fields.Length > 0);
        return (name, interfaces, directives, fields);
    }

    // The separator may stand in front of the first one too.
    private ImmutableArray<NamedTypeNode> ReadNamedTypes(TokenKind separator)
    {
        Skip(separator);
        var from = nodes.Count;
        do
        {
            nodes.Push(ReadNamedType());
        }
        while (Skip(separator));
        return nodes.Take<NamedTypeNode>(from);
    }

    private FieldDefinitionNode ReadFieldDefinition()
    {
        var start = lexer.Start;
        var description = ReadDescription();
        var name = ReadName();
        var arguments = ReadInputValues(TokenKind.LeftParenthesis, TokenKind.RightParenthesis);
        Expect(TokenKind.Colon);
        var type = ReadType();
        var directives = ReadDirectives(true);
        return new FieldDefinitionNode(description, name, arguments, type, directives, From(start));
    }

    private ImmutableArray<InputValueDefinitionNode> ReadInputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
            return [];
        var from = nodes.Count;
        do
        {
            var start = lexer.Start;
            var description = ReadDescription();
            var name = ReadName();
            Expect(TokenKind.Colon);
            var type = ReadType();
            var defaultValue = Skip(TokenKind.EqualsSign) ? ReadValue(true) : null;
            var directives = ReadDirectives(true);
            nodes.Push(new InputValueDefinitionNode(description, name, type, defaultValue, directives, From(start)));
        }
        while (!Skip(close));
        return nodes.Take<InputValueDefinitionNode>(from);
    }
}
