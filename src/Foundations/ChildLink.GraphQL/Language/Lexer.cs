using System.Buffers;

namespace ChildLink.GraphQL.Language;

/// <summary>Cuts UTF-8 into tokens, one at a time and without making strings of them (section 2.1).</summary>
/// <param name="source">The text, valid UTF-8.</param>
/// <param name="isCut">Whether the text went on with bytes that are not UTF-8: its end is then an error.</param>
/// <param name="maxTokens">Tokens after which the next one is refused.</param>
internal ref partial struct Lexer(ReadOnlySpan<byte> source, bool isCut, int maxTokens)
{
    private static readonly SearchValues<byte> NameContinue = SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private readonly ReadOnlySpan<byte> source = source;
    private readonly bool isCut = isCut;
    private readonly int maxTokens = maxTokens;
    private int tokens;

    /// <summary>Kind of the token the lexer stands on.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>First byte of the token.</summary>
    public int Start { get; private set; }

    /// <summary>Byte after the token.</summary>
    public int End { get; private set; }

    /// <summary>Byte after the token before this one.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>Whether the string it stands on holds escape sequences.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>Bytes of the token, quotes included.</summary>
    public readonly ReadOnlySpan<byte> Text => source[Start..End];

    /// <summary>Goes on to the next token; at the end of the text the token is <see cref="TokenKind.EndOfFile"/>.</summary>
    /// <exception cref="SyntaxException">No token begins here, or the text has too many.</exception>
    public void MoveNext()
    {
        PreviousEnd = End;
        SkipIgnored(End);
        if (Start == source.Length)
        {
            if (isCut)
                throw InvalidByte();
            Kind = TokenKind.EndOfFile;
            End = Start;
            return;
        }

        if (++tokens > maxTokens)
            throw new SyntaxException(Start, $"Document contains more than {maxTokens} tokens. Parsing aborted.");
        Read(source[Start]);
    }

    private static bool IsNameStart(byte value) => char.IsAsciiLetter((char)value) || value == '_';

    private void SkipIgnored(int position)
    {
        while (position < source.Length)
        {
            switch (source[position])
            {
                case (byte)' ' or (byte)',' or (byte)'\n' or (byte)'\r' or (byte)'\t':
                    position++;
                    break;
                case (byte)'#':
                    var end = source[position..].IndexOfAny((byte)'\n', (byte)'\r');
                    position = end < 0 ? source.Length : position + end;
                    break;
                case 0xEF when source[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    break;
                default:
                    Start = position;
                    return;
            }
        }

        Start = position;
    }

    private void Read(byte first)
    {
        switch (first)
        {
            case (byte)'!':
                Punctuator(TokenKind.Bang);
                return;
            case (byte)'$':
                Punctuator(TokenKind.Dollar);
                return;
            case (byte)'&':
                Punctuator(TokenKind.Ampersand);
                return;
            case (byte)'(':
                Punctuator(TokenKind.LeftParenthesis);
                return;
            case (byte)')':
                Punctuator(TokenKind.RightParenthesis);
                return;
            case (byte)':':
                Punctuator(TokenKind.Colon);
                return;
            case (byte)'=':
                Punctuator(TokenKind.EqualsSign);
                return;
            case (byte)'@':
                Punctuator(TokenKind.At);
                return;
            case (byte)'[':
                Punctuator(TokenKind.LeftBracket);
                return;
            case (byte)']':
                Punctuator(TokenKind.RightBracket);
                return;
            case (byte)'{':
                Punctuator(TokenKind.LeftBrace);
                return;
            case (byte)'|':
                Punctuator(TokenKind.Pipe);
                return;
            case (byte)'}':
                Punctuator(TokenKind.RightBrace);
                return;
            case (byte)'.' when source[Start..].StartsWith("..."u8):
                Kind = TokenKind.Spread;
                End = Start + 3;
                return;
            case (byte)'"':
                ReadString();
                return;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumber();
                return;
        }

        if (!IsNameStart(first))
            throw Unexpected();
        Kind = TokenKind.Name;
        var rest = source[Start..].IndexOfAnyExcept(NameContinue);
        End = rest < 0 ? source.Length : Start + rest;
    }

    private void Punctuator(TokenKind kind)
    {
        Kind = kind;
        End = Start + 1;
    }

    private readonly SyntaxException Unexpected() => new(
        Start,
        source[Start] == '\'' ? "Unexpected single quote, strings are written in double quotes." : $"Unexpected character: {TokenText.Character(source[Start..])}.");

    private readonly SyntaxException InvalidByte() => new(source.Length, "Invalid character: the text is not valid UTF-8.");
}
