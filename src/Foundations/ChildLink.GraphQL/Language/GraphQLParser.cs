using System.Text;
using System.Text.Unicode;

namespace ChildLink.GraphQL.Language;

/// <summary>Reads documents of the September 2025 edition, executable and of the type system.</summary>
public static class GraphQLParser
{
    /// <summary>Code of syntax errors; that of HotChocolate, whose clients know it.</summary>
    public const string SyntaxErrorCode = "HC0011";

    /// <summary>Reads a whole text. Anything in it that is no document, invalid UTF-8 included, is an error with a place.</summary>
    /// <param name="utf8">The text; the document keeps it, so it must not change afterwards.</param>
    /// <param name="limits">What it may cost; <see cref="ParseLimits.Default"/> when null.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8, ParseLimits? limits = null)
    {
        limits ??= ParseLimits.Default;
        if (utf8.Length > limits.MaxBytes)
            return new ParseResult(new GraphQLError($"Syntax Error: Document has more than {limits.MaxBytes} bytes. Parsing aborted.", [], Code: SyntaxErrorCode));
        var names = NameTable.Rent();
        var nodes = NodeStack.Rent();
        try
        {
            var valid = ValidLength(utf8.Span);
            var lexer = new Lexer(utf8.Span[..valid], valid < utf8.Length, limits.MaxTokens);
            return new ParseResult(new DocumentNode(new DocumentReader(lexer, names, nodes, limits.MaxDepth).ReadDocument(), utf8));
        }
        catch (SyntaxException e)
        {
            return new ParseResult(new GraphQLError("Syntax Error: " + e.Message, [SourceLocations.Of(utf8.Span, e.Offset)], Code: SyntaxErrorCode));
        }
        finally
        {
            nodes.Return();
            names.Return();
        }
    }

    // What comes before the first invalid byte is read first, so that an earlier mistake is told with its own place.
    private static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
            return utf8.Length;
        var length = 0;
        while (Rune.DecodeFromUtf8(utf8[length..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            length += consumed;
        return length;
    }
}
