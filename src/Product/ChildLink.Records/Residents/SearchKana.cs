using System.Text;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Residents;

/// <summary>The form in which names in kana are kept for search and order, and in which search words are compared with them.</summary>
public static class SearchKana
{
    /// <summary>
    /// Unicode NFKC (half-width kana become full), hiragana as katakana, every run of white space as one space, none at the ends.
    /// Small and voiced kana stay what they are: an order by them is the order of the register.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kana = new StringBuilder(text.Length);
        foreach (var c in CompatibilityForm.Of(text))
        {
            if (char.IsWhiteSpace(c))
            {
                if (kana.Length > 0 && kana[^1] != ' ')
                    kana.Append(' ');
            }
            else
            {
                kana.Append(c is >= 'ぁ' and <= 'ゖ' ? (char)(c + ('ァ' - 'ぁ')) : c);
            }
        }

        return kana.Length > 0 && kana[^1] == ' ' ? kana.ToString(0, kana.Length - 1) : kana.ToString();
    }
}
