using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChildLink.Records.Law;

/// <summary>One article of one law, in one spelling: <c>25条の3</c> for 第二十五条の三, whatever paragraph follows.</summary>
/// <param name="Law">Name of the law; empty where the text names none.</param>
/// <param name="Article">The article.</param>
public sealed partial record Citation(string Law, string Article)
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>Every article that a text cites. A law is named once and goes on: <c>児童福祉法10条・25条の2</c>.</summary>
    public static IReadOnlyList<Citation> ParseAll(string? text)
    {
        var found = new List<Citation>();
        var law = "";
        var plain = Plain(text ?? "");
        var at = 0;
        foreach (Match match in Articles().Matches(plain))
        {
            var between = plain[at..match.Index].Trim(Separators).Trim();
            // 1項2号 behind an article belongs to it and names no law; 同法 names the one before.
            var named = Paragraph().Replace(between, "").Trim(Separators).Trim();
            if (named.Length > 0 && named != "同法")
                law = named;
            found.Add(new Citation(law, match.Value));
            at = match.Index + match.Length;
        }

        return found;
    }

    /// <summary>A text in one spelling: NFKC, without blanks and without what stands in parentheses, so that names of laws can be found in it.</summary>
    public static string Compact(string text) =>
        string.Concat(Parentheses().Replace((text ?? "").Normalize(NormalizationForm.FormKC), "").Where(static c => !char.IsWhiteSpace(c) && c is not ('「' or '」')));

    private static readonly char[] Separators = ['・', '、', ',', ';', ' ', '及', 'び', '並', '第'];

    /// <summary>NFKC, numbers in figures, a blank for the 第 before them: 25条の3第1項 is not 25条の31.</summary>
    private static string Plain(string text)
    {
        var folded = Parentheses().Replace(text.Normalize(NormalizationForm.FormKC), "");
        return Numbers().Replace(folded, static m => (m.Groups["ordinal"].Success ? " " : "") + m.Groups["before"].Value + Value(m.Groups["number"].Value).ToString(CultureInfo.InvariantCulture) + m.Groups["unit"].Value);
    }

    private static int Value(string number)
    {
        if (number.All(char.IsAsciiDigit))
            return int.Parse(number, CultureInfo.InvariantCulture);
        int total = 0, digit = 0;
        foreach (var c in number)
        {
            switch (c)
            {
                case '百':
                    total += Math.Max(digit, 1) * 100;
                    digit = 0;
                    break;
                case '十':
                    total += Math.Max(digit, 1) * 10;
                    digit = 0;
                    break;
                default:
                    digit = (digit * 10) + Digits.IndexOf(c, StringComparison.Ordinal);
                    break;
            }
        }

        return total + digit;
    }

    [GeneratedRegex("(?<ordinal>第)?(?<before>の?)(?<number>[〇一二三四五六七八九十百]{1,7}|[0-9]{1,4})(?<unit>条|項|号|(?=の|・|、|,|\\s|$|第))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("[0-9]{1,4}条(?:の[0-9]{1,3})*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Articles();

    [GeneratedRegex(@"\A(?:第?[0-9]{1,3}(?:項|号)(?:の[0-9]{1,3})*)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\([^()]{0,100}\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parentheses();
}
