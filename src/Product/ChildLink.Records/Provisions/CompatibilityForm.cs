using System.Text;

namespace ChildLink.Records.Provisions;

/// <summary>Unicode NFKC for comparing: full-width digits and letters become ASCII, half-width kana full.</summary>
internal static class CompatibilityForm
{
    private const char NonCharacter = '\uFFFE';

    /// <summary>Never fails: what Unicode knows no form of (U+FFFE, half of a surrogate pair) becomes U+FFFD.</summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text : Sound(text).Normalize(NormalizationForm.FormKC);

    private static string Sound(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains(NonCharacter, StringComparison.Ordinal))
            return text;
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.Value == NonCharacter ? Rune.ReplacementChar : rune);
        return sound.ToString();
    }
}
