namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Small changes of a text, most of which break a rule.</summary>
public static class SdlMutation
{
    private static readonly string[] Spare =
    [
        "Int", "String", "ID", "Query", "Mutation", "__Type", "__x", "Unknown", "O0", "O1", "I0", "I1", "N0", "N1", "U0", "E0", "S0", "d0", "d1", "deprecated", "oneOf", "specifiedBy", "skip",
        "V0", "V9", "null", "true", "1", "1.5", "\"text\"", "{}", "[]", "{i0: 1}", "{leaf: null}", "OBJECT", "FIELD_DEFINITION", "input", "type", "interface", "a0", "i0", "o0", "n0", "x0",
    ];

    /// <summary>A changed text; the same seed gives the same change.</summary>
    public static string Apply(SdlSketch sketch, int seed)
    {
        var random = new Random(seed);
        var text = Structure(sketch, random);
        return random.Next(3) == 0 ? text : Words(text, random);
    }

    private static string Structure(SdlSketch sketch, Random random)
    {
        var pieces = sketch.Pieces.Select(p => p with { Members = [.. p.Members] }).ToList();
        var piece = pieces[random.Next(pieces.Count)];
        var other = pieces[random.Next(pieces.Count)];
        switch (random.Next(9))
        {
            case 0:
                pieces.Remove(piece);
                break;
            case 1:
                pieces.Add(piece);
                break;
            case 2 when piece.Members.Count > 0:
                piece.Members.RemoveAt(random.Next(piece.Members.Count));
                break;
            case 3 when piece.Members.Count > 0:
                piece.Members.Add(piece.Members[random.Next(piece.Members.Count)]);
                break;
            case 4 when piece.Members.Count > 0 && other.Open == piece.Open:
                other.Members.Add(piece.Members[random.Next(piece.Members.Count)]);
                break;
            case 5:
                pieces.Add(piece with { Head = piece.Head.Contains("extend", StringComparison.Ordinal) ? piece.Head.Replace("extend ", "", StringComparison.Ordinal) : "extend " + piece.Head });
                break;
        }

        return string.Join("\n", pieces.Select(p => p.Text)) + "\n";
    }

    private static string Words(string text, Random random)
    {
        var words = Split(text);
        for (var i = 0; i <= random.Next(2); i++)
        {
            var at = random.Next(words.Count);
            switch (random.Next(6))
            {
                case 0 when words[at] is "!":
                    words[at] = "";
                    break;
                case 1 when words[at] is "]" || char.IsLetter(words[at].FirstOrDefault()):
                    words[at] += "!";
                    break;
                case 2:
                    words[at] = "";
                    break;
                case 3 when char.IsLetter(words[at].FirstOrDefault()):
                    words[at] = $"[{words[at]}]";
                    break;
                default:
                    var name = Enumerable.Range(0, words.Count).Where(k => char.IsLetterOrDigit(words[k].FirstOrDefault())).OrderBy(_ => random.Next()).First();
                    words[name] = random.Next(2) == 0 ? Spare[random.Next(Spare.Length)] : words[Enumerable.Range(0, words.Count).Where(k => char.IsLetterOrDigit(words[k].FirstOrDefault())).OrderBy(_ => random.Next()).First()];
                    break;
            }
        }

        return string.Concat(words);
    }

    /// <summary>Names and numbers, quoted texts, and every other character by itself.</summary>
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            if (char.IsLetterOrDigit(text[i]) || text[i] == '_')
            {
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                    end++;
            }
            else if (text[i] == '"')
            {
                var quotes = text.AsSpan(i).StartsWith("\"\"\"") ? "\"\"\"" : "\"";
                end = text.IndexOf(quotes, i + quotes.Length, StringComparison.Ordinal) + quotes.Length;
            }

            words.Add(text[i..end]);
            i = end;
        }

        return words;
    }
}
