using System.Collections.Immutable;

namespace ChildLink.GraphQL.Language;

/// <summary>Reads tokens into a syntax tree by recursive descent, one token ahead (appendix B of the specification).</summary>
internal ref partial struct DocumentReader(Lexer lexer, NameTable names, NodeStack nodes, int maxDepth)
{
    private readonly NameTable names = names;
    private readonly NodeStack nodes = nodes;
    private readonly int maxDepth = maxDepth;
    private Lexer lexer = lexer;
    private int depth;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="SyntaxException">It is not a document.</exception>
    public ImmutableArray<DefinitionNode> ReadDocument()
    {
        lexer.MoveNext();
        do
        {
            nodes.Push(ReadDefinition());
        }
        while (lexer.Kind != TokenKind.EndOfFile);
        return nodes.Take<DefinitionNode>(0);
    }

    private DefinitionNode ReadDefinition()
    {
        var start = lexer.Start;
        if (lexer.Kind == TokenKind.LeftBrace)
        {
            var selections = ReadSelectionSet();
            return new OperationDefinitionNode(null, OperationKind.Query, null, [], [], selections, From(start));
        }

        var description = ReadDescription();
        if (description is not null && lexer.Kind == TokenKind.LeftBrace)
            throw new SyntaxException(start, "Unexpected description, a query without the word \"query\" has none.");
        if (lexer.Kind != TokenKind.Name)
            throw Unexpected();
        if (OperationKeyword() is { } kind)
            return ReadOperation(description, kind, start);
        if (Is("fragment"u8))
            return ReadFragmentDefinition(description, start);
        if (ReadTypeSystemDefinition(description, false, start) is { } definition)
            return definition;
        if (description is not null)
            throw new SyntaxException(start, "Unexpected description, only definitions have one.");
        if (!SkipKeyword("extend"u8))
            throw Unexpected();
        return (lexer.Kind == TokenKind.Name ? ReadTypeSystemDefinition(null, true, start) : null) ?? throw Unexpected();
    }

    private readonly OperationKind? OperationKeyword() =>
        Is("query"u8) ? OperationKind.Query
        : Is("mutation"u8) ? OperationKind.Mutation
        : Is("subscription"u8) ? OperationKind.Subscription
        : null;

    private Description? ReadDescription()
    {
        if (lexer.Kind is not (TokenKind.String or TokenKind.BlockString))
            return null;
        var literal = ReadString();
        return new Description(literal.Value, literal.IsBlock, literal.Span);
    }

    private Name ReadName()
    {
        if (lexer.Kind != TokenKind.Name)
            throw Expected(TokenText.Of(TokenKind.Name));
        var name = new Name(names.Get(lexer.Text), new SourceSpan(lexer.Start, lexer.End));
        lexer.MoveNext();
        return name;
    }

    private readonly SourceSpan From(int start) => new(start, lexer.PreviousEnd);

    private readonly bool Is(ReadOnlySpan<byte> keyword) => lexer.Kind == TokenKind.Name && lexer.Text.SequenceEqual(keyword);

    private void Expect(TokenKind kind)
    {
        if (lexer.Kind != kind)
            throw Expected(TokenText.Of(kind));
        lexer.MoveNext();
    }

    private bool Skip(TokenKind kind)
    {
        if (lexer.Kind != kind)
            return false;
        lexer.MoveNext();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!Is(keyword))
            return false;
        lexer.MoveNext();
        return true;
    }

    private void Deeper()
    {
        if (++depth > maxDepth)
            throw new SyntaxException(lexer.Start, $"Document is nested more than {maxDepth} deep. Parsing aborted.");
    }

    private readonly SyntaxException Expected(string what) => new(lexer.Start, $"Expected {what}, found {TokenText.Of(lexer.Kind, lexer.Text)}.");

    private readonly SyntaxException Unexpected() => new(lexer.Start, $"Unexpected {TokenText.Of(lexer.Kind, lexer.Text)}.");
}
