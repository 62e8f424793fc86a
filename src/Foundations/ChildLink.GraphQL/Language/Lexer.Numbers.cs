namespace ChildLink.GraphQL.Language;

/// <content>Numbers (sections 2.9.1 and 2.9.2).</content>
internal ref partial struct Lexer
{
    private void ReadNumber()
    {
        Kind = TokenKind.Int;
        var position = Start;
        if (At(position) == '-')
            position++;
        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(position)))
                throw new SyntaxException(position, $"Invalid number, unexpected digit after 0: {TokenText.Character(source[position..])}.");
        }
        else
        {
            position = Digits(position);
        }

        if (At(position) == '.')
        {
            Kind = TokenKind.Float;
            position = Digits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            Kind = TokenKind.Float;
            position++;
            if (At(position) is '+' or '-')
                position++;
            position = Digits(position);
        }

        // "1.2.3" and "0xF1" are not two tokens without a space: they would look like one.
        if (At(position) == '.' || (position < source.Length && IsNameStart(source[position])))
            throw NoDigit(position);
        End = position;
    }

    private readonly int Digits(int position)
    {
        if (!char.IsAsciiDigit(At(position)))
            throw NoDigit(position);
        var rest = source[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return rest < 0 ? source.Length : position + rest;
    }

    // NUL stands for the end too: neither is part of a number.
    private readonly char At(int position) => position < source.Length ? (char)source[position] : '\0';

    private readonly SyntaxException NoDigit(int position) =>
        position == source.Length && isCut ? InvalidByte() : new SyntaxException(position, $"Invalid number, expected digit but got: {TokenText.Character(source[position..])}.");
}
