using System.Text;

namespace ChildLink.Records.Linkage;

/// <summary>Brings readings to one loose form: what differs only by voicing marks, small kana or long vowels compares equal.</summary>
public static class KanaFolding
{
    private const string Small = "ァィゥェォッャュョヮヵヶ";
    private const string Large = "アイウエオツヤユヨワカケ";
    private const string ORow = "オコソトノホモヨロヲ";

    /// <summary>
    /// Folds a reading: compatibility form (half-width kana become full), katakana, without voicing marks, small kana as large,
    /// without the long-vowel mark and without ウ or オ behind a syllable of the o-row. Letters become upper case; all else goes.
    /// </summary>
    public static string Fold(string? reading)
    {
        if (string.IsNullOrWhiteSpace(reading))
            return "";
        var folded = new StringBuilder(reading.Length);
        foreach (var c in reading.Normalize(NormalizationForm.FormKD))
        {
            var kana = c is >= 'ぁ' and <= 'ゖ' ? (char)(c + ('ァ' - 'ぁ')) : c;
            if (Small.IndexOf(kana, StringComparison.Ordinal) is var small and >= 0)
                kana = Large[small];
            if (kana is 'ウ' or 'オ' && folded.Length > 0 && ORow.Contains(folded[^1], StringComparison.Ordinal))
                continue;
            if (kana is >= 'ア' and <= 'ヺ' || char.IsAsciiLetter(kana))
                folded.Append(char.ToUpperInvariant(kana));
        }

        return folded.ToString();
    }

    /// <summary>The folded reading of a name that is written in kana only; empty for any other name.</summary>
    public static string OnlyKana(string? name) =>
        name is not null && name.Normalize(NormalizationForm.FormKC).All(static c => c is >= 'ぁ' and <= 'ヺ' or 'ー' || char.IsWhiteSpace(c)) ? Fold(name) : "";
}
