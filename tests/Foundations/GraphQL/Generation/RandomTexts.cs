using System.Text;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Generates texts that are hardly ever documents, and documents with a few tokens changed.</summary>
public sealed class RandomTexts(Random random, string[] vocabulary)
{
    private static readonly string[] Tokens =
    [
        "{", "}", "(", ")", "[", "]", ":", "=", "!", "$", "@", "&", "|", "...", "query", "mutation", "subscription", "fragment", "on", "type", "input", "enum", "union", "interface",
        "scalar", "schema", "directive", "extend", "implements", "repeatable", "true", "false", "null", "FIELD", "QUERY", "a", "b", "_c", "A", "Int", "0", "1", "-12", "1.5", "1e3",
        "\"s\"", "\"\"", "\"\"\"block\"\"\"", "\"\\n\"", "\"\\u0041\"", "$a", "@skip(if: true)", "{a}", "(a: 1)", "a: Int", "on A", "#c\n", ",",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "\"", "\"\"\"", "\\", "\\\"\"\"", "\\u", "\\u{", "}", "\\u12", "\\uD83D", "\\uDE00", "\\u{1F600}", "\\u{110000}", "\\u{}", "\\u{D800}", "\\n", "\\x", "0", "1", "9", "-", "+",
        ".", "..", "...", "e", "E", "a", "_", "Z", " ", "\t", "\n", "\r", "\r\n", ",", "#", "\uFEFF", "é", "山", "😀", "\uD800", "\uDC00", "\0", "\u0007", "\u007F", "\u2028", "'", "~", "?", "%", "^", "<",
    ];

    /// <summary>Tokens in any order.</summary>
    public string Soup() => string.Join(random.Next(4) switch { 0 => "\n", 1 => "\r\n", _ => " " }, Many(30, () => Pick(Tokens)));

    /// <summary>Characters in any order; every second time within a selection.</summary>
    public string Characters()
    {
        var text = string.Concat(Many(20, () => Pick(Pieces)));
        return random.Next(3) switch
        {
            0 => "{ a(b: " + text + ") }",
            1 => "{ a(b: \"" + text + "\") }",
            _ => text,
        };
    }

    /// <summary>The document with one to three of its tokens deleted, doubled, exchanged or replaced.</summary>
    public string Mutated(string document)
    {
        var tokens = Split(document);
        for (var i = random.Next(1, 4); i > 0; i--)
            Mutate(tokens);
        return string.Concat(tokens);
    }

    private void Mutate(List<string> tokens)
    {
        var at = random.Next(tokens.Count);
        switch (random.Next(8))
        {
            case 0:
                tokens[at] = "";
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = " " + Pick(Tokens) + " ";
                break;
            default:
                // Names replaced by names keep the syntax and break the meaning.
                var words = Enumerable.Range(0, tokens.Count).Where(t => tokens[t].Length > 0 && (char.IsAsciiLetter(tokens[t][0]) || tokens[t][0] == '_')).ToArray();
                if (words.Length > 0)
                    tokens[words[random.Next(words.Length)]] = random.Next(2) == 0 ? Pick(vocabulary) : tokens[words[random.Next(words.Length)]];
                break;
        }
    }

    private static List<string> Split(string document)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (var character in document)
        {
            if (char.IsAsciiLetterOrDigit(character) || character == '_')
            {
                word.Append(character);
                continue;
            }

            if (word.Length > 0)
                tokens.Add(word.ToString());
            word.Clear();
            tokens.Add(character.ToString());
        }

        if (word.Length > 0)
            tokens.Add(word.ToString());
        return tokens;
    }

    private IEnumerable<string> Many(int atMost, Func<string> make) => Enumerable.Range(0, random.Next(1, atMost)).Select(_ => make()).ToArray();

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
