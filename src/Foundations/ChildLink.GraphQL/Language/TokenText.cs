using System.Globalization;
using System.Text;

namespace ChildLink.GraphQL.Language;

/// <summary>How messages speak of tokens and characters, in the words that clients know from the reference implementation.</summary>
internal static class TokenText
{
    private const int MaxNameLength = 100;

    /// <summary>The kind: punctuation in quotes, the others by name.</summary>
    public static string Of(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.LeftParenthesis => "\"(\"",
        TokenKind.RightParenthesis => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.LeftBracket => "\"[\"",
        TokenKind.RightBracket => "\"]\"",
        TokenKind.LeftBrace => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.RightBrace => "\"}\"",
        _ => kind.ToString(),
    };

    /// <summary>The kind, and the text of names. Literals are not repeated: they can be personal, and their place is given.</summary>
    public static string Of(TokenKind kind, ReadOnlySpan<byte> text) =>
        kind == TokenKind.Name ? $"Name \"{Shortened(Encoding.UTF8.GetString(text))}\"" : Of(kind);

    /// <summary>A name as messages print it: whole up to a hundred characters.</summary>
    public static string Shortened(string name) => name.Length <= MaxNameLength ? name : string.Concat(name.AsSpan(0, MaxNameLength), "...");

    /// <summary>The character that begins the bytes: itself in quotes when ASCII prints it, else its code point.</summary>
    public static string Character(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return "<EOF>";
        _ = Rune.DecodeFromUtf8(text, out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        };
    }
}
