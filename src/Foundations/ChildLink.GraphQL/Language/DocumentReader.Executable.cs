using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <content>Operations, fragments and selections (sections 2.3 to 2.8).</content>
internal ref partial struct DocumentReader
{
    private OperationDefinitionNode ReadOperation(Description? description, OperationKind kind, int start)
    {
        lexer.MoveNext();
        var name = lexer.Kind == TokenKind.Name ? ReadName() : (Name?)null;
        var variables = ReadVariableDefinitions();
        var directives = ReadDirectives(false);
        var selections = ReadSelectionSet();
        return new OperationDefinitionNode(description, kind, name, variables, directives, selections, From(start));
    }

    private ImmutableArray<VariableDefinitionNode> ReadVariableDefinitions()
    {
        if (!Skip(TokenKind.LeftParenthesis))
            return [];
        var from = nodes.Count;
        do
        {
            nodes.Push(ReadVariableDefinition());
        }
        while (!Skip(TokenKind.RightParenthesis));
        return nodes.Take<VariableDefinitionNode>(from);
    }

    private VariableDefinitionNode ReadVariableDefinition()
    {
        var start = lexer.Start;
        var description = ReadDescription();
        var variable = ReadVariable();
        Expect(TokenKind.Colon);
        var type = ReadType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ReadValue(true) : null;
        var directives = ReadDirectives(true);
        return new VariableDefinitionNode(description, variable, type, defaultValue, directives, From(start));
    }

    private FragmentDefinitionNode ReadFragmentDefinition(Description? description, int start)
    {
        lexer.MoveNext();
        var name = ReadFragmentName();
        if (!SkipKeyword("on"u8))
            throw Expected("\"on\"");
        var condition = ReadNamedType();
        var directives = ReadDirectives(false);
        var selections = ReadSelectionSet();
        return new FragmentDefinitionNode(description, name, condition, directives, selections, From(start));
    }

    private Name ReadFragmentName() => Is("on"u8) ? throw Unexpected() : ReadName();

    private SelectionSetNode ReadSelectionSet()
    {
        var start = lexer.Start;
        Expect(TokenKind.LeftBrace);
        Deeper();
        var from = nodes.Count;
        do
        {
            nodes.Push(lexer.Kind == TokenKind.Spread ? ReadSpread() : ReadField());
        }
        while (!Skip(TokenKind.RightBrace));
        depth--;
        return new SelectionSetNode(nodes.Take<SelectionNode>(from), From(start));
    }

    private FieldNode ReadField()
    {
        var start = lexer.Start;
        var name = ReadName();
        Name? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ReadName();
        }

        var arguments = ReadArguments(false);
        var directives = ReadDirectives(false);
        var selections = lexer.Kind == TokenKind.LeftBrace ? ReadSelectionSet() : null;
        return new FieldNode(alias, name, arguments, directives, selections, From(start));
    }

    private SelectionNode ReadSpread()
    {
        var start = lexer.Start;
        lexer.MoveNext();
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && lexer.Kind == TokenKind.Name)
        {
            var name = ReadName();
            var applied = ReadDirectives(false);
            return new FragmentSpreadNode(name, applied, From(start));
        }

        var condition = hasCondition ? ReadNamedType() : null;
        var directives = ReadDirectives(false);
        var selections = ReadSelectionSet();
        return new InlineFragmentNode(condition, directives, selections, From(start));
    }
}
