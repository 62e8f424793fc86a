using System.Buffers;

namespace ChildLink.GraphQL.Language;

/// <content>Strings (section 2.9.4): finds their end and checks their escapes; <see cref="StringLiteral"/> makes texts of them.</content>
internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\r\n"u8);
    private static readonly SearchValues<byte> BlockStops = SearchValues.Create("\"\\"u8);

    private void ReadString()
    {
        HasEscapes = false;
        if (source[Start..].StartsWith("\"\"\""u8))
        {
            ReadBlockString();
            return;
        }

        Kind = TokenKind.String;
        var position = Start + 1;
        while (true)
        {
            var stop = source[position..].IndexOfAny(StringStops);
            if (stop < 0)
                throw Unterminated(source.Length);
            position += stop;
            switch (source[position])
            {
                case (byte)'"':
                    End = position + 1;
                    return;
                case (byte)'\\':
                    HasEscapes = true;
                    position += EscapeLength(position);
                    break;
                default:
                    throw Unterminated(position);
            }
        }
    }

    private void ReadBlockString()
    {
        Kind = TokenKind.BlockString;
        var position = Start + 3;
        while (true)
        {
            var stop = source[position..].IndexOfAny(BlockStops);
            if (stop < 0)
                throw Unterminated(source.Length);
            position += stop;
            if (source[position..].StartsWith("\"\"\""u8))
            {
                End = position + 3;
                return;
            }

            if (source[position..].StartsWith("\\\"\"\""u8))
            {
                HasEscapes = true;
                position += 4;
            }
            else
            {
                position++;
            }
        }
    }

    private readonly int EscapeLength(int position)
    {
        var rest = source[position..];
        if (rest.Length < 2)
            throw new SyntaxException(position, "Invalid character escape sequence.");
        if (rest[1] == 'u')
        {
            if (!StringLiteral.TryReadUnicode(rest, out _, out var length))
                throw new SyntaxException(position, "Invalid Unicode escape sequence.");
            return length;
        }

        if (!"\"\\/bfnrt"u8.Contains(rest[1]))
            throw new SyntaxException(position, $"Invalid character escape sequence: \\ before {TokenText.Character(rest[1..])}.");
        return 2;
    }

    private readonly SyntaxException Unterminated(int position) =>
        position == source.Length && isCut ? InvalidByte() : new SyntaxException(position, "Unterminated string.");
}
