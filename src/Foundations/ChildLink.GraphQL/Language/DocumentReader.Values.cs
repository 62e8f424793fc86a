using System.Collections.Immutable;
using System.Text;

namespace ChildLink.GraphQL.Language;

/// <content>Values, arguments, directives and type references (sections 2.6, 2.9 to 2.12).</content>
internal ref partial struct DocumentReader
{
    private ValueNode ReadValue(bool isConstant)
    {
        var span = new SourceSpan(lexer.Start, lexer.End);
        switch (lexer.Kind)
        {
            case TokenKind.LeftBracket:
                return ReadList(isConstant);
            case TokenKind.LeftBrace:
                return ReadObject(isConstant);
            case TokenKind.Int:
                return new IntValueNode(ReadNumber(), span);
            case TokenKind.Float:
                return new FloatValueNode(ReadNumber(), span);
            case TokenKind.String or TokenKind.BlockString:
                return ReadString();
            case TokenKind.Name:
                return ReadWord(span);
            case TokenKind.Dollar when !isConstant:
                return ReadVariable();
            case TokenKind.Dollar:
                lexer.MoveNext();
                throw new SyntaxException(span.Start, lexer.Kind == TokenKind.Name ? "Unexpected variable in constant value." : "Unexpected \"$\".");
            default:
                throw Unexpected();
        }
    }

    private string ReadNumber()
    {
        var text = Encoding.ASCII.GetString(lexer.Text);
        lexer.MoveNext();
        return text;
    }

    private StringValueNode ReadString()
    {
        var isBlock = lexer.Kind == TokenKind.BlockString;
        var value = isBlock ? StringLiteral.BlockValue(lexer.Text, lexer.HasEscapes) : StringLiteral.Value(lexer.Text, lexer.HasEscapes);
        var span = new SourceSpan(lexer.Start, lexer.End);
        lexer.MoveNext();
        return new StringValueNode(value, isBlock, span);
    }

    private ValueNode ReadWord(SourceSpan span) => ReadName().Value switch
    {
        "true" => new BooleanValueNode(true, span),
        "false" => new BooleanValueNode(false, span),
        "null" => new NullValueNode(span),
        var name => new EnumValueNode(name, span),
    };

    private VariableNode ReadVariable()
    {
        var start = lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ReadName();
        return new VariableNode(name, From(start));
    }

    private ListValueNode ReadList(bool isConstant)
    {
        var start = lexer.Start;
        lexer.MoveNext();
        Deeper();
        var from = nodes.Count;
        while (!Skip(TokenKind.RightBracket))
            nodes.Push(ReadValue(isConstant));
        depth--;
        return new ListValueNode(nodes.Take<ValueNode>(from), From(start));
    }

    private ObjectValueNode ReadObject(bool isConstant)
    {
        var start = lexer.Start;
        lexer.MoveNext();
        Deeper();
        var from = nodes.Count;
        while (!Skip(TokenKind.RightBrace))
        {
            var fieldStart = lexer.Start;
            var name = ReadName();
            Expect(TokenKind.Colon);
            var value = ReadValue(isConstant);
            nodes.Push(new ObjectFieldNode(name, value, From(fieldStart)));
        }

        depth--;
        return new ObjectValueNode(nodes.Take<ObjectFieldNode>(from), From(start));
    }

    private ImmutableArray<ArgumentNode> ReadArguments(bool isConstant)
    {
        if (!Skip(TokenKind.LeftParenthesis))
            return [];
        var from = nodes.Count;
        do
        {
            var start = lexer.Start;
            var name = ReadName();
            Expect(TokenKind.Colon);
            var value = ReadValue(isConstant);
            nodes.Push(new ArgumentNode(name, value, From(start)));
        }
        while (!Skip(TokenKind.RightParenthesis));
        return nodes.Take<ArgumentNode>(from);
    }

    private ImmutableArray<DirectiveNode> ReadDirectives(bool isConstant)
    {
        if (lexer.Kind != TokenKind.At)
            return [];
        var from = nodes.Count;
        while (lexer.Kind == TokenKind.At)
        {
            var start = lexer.Start;
            lexer.MoveNext();
            var name = ReadName();
            var arguments = ReadArguments(isConstant);
            nodes.Push(new DirectiveNode(name, arguments, From(start)));
        }

        return nodes.Take<DirectiveNode>(from);
    }

    private TypeNode ReadType()
    {
        var start = lexer.Start;
        TypeNode type;
        if (Skip(TokenKind.LeftBracket))
        {
            Deeper();
            var item = ReadType();
            Expect(TokenKind.RightBracket);
            depth--;
            type = new ListTypeNode(item, From(start));
        }
        else
        {
            type = ReadNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, From(start)) : type;
    }

    private NamedTypeNode ReadNamedType() => new(ReadName());
}
