using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ChildLink.Privacy.Access;

/// <summary>
/// How an id looks: equal for ids that a person takes for one another. Width and composition (NFKC), case, invisible characters,
/// and letters of other scripts of the same shape count as nothing (after the idea of the skeletons of Unicode TS 39, section 4,
/// with a table of our own for what occurs here: Latin, Cyrillic, Greek, kana, and kanji of the shape of kana).
/// </summary>
public static class Likeness
{
    // Pairs: what is seen, and what it is taken for.
    private static readonly FrozenDictionary<char, char> Shapes = Pairs(
        // Cyrillic
        "АaВbЕeКkМmНhОoРpСcТtХxУyІiЈjЅsаaвbеeкkмmнhоoрpсcтtхxуyіiјjѕsԁdԛqԝwһh"
        // Greek
        + "ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxαaοoνvρpιiκkυuγy"
        // Kana and kanji of one shape; the long vowel and all sorts of dashes
        + "ニ二ロ口カ力エ工タ夕ト卜ハ八ー-一-‐-‑-‒-–-—-―-−-─-"
        // Small kana
        + "ァアィイゥウェ工ォオッツャヤュユョヨヮワヵ力ヶケ");

    /// <summary>Whether two ids are taken for one another.</summary>
    public static bool Same(string one, string other) => Of(one) == Of(other);

    /// <summary>The look of an id. Never shown, only compared.</summary>
    public static string Of(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var look = new StringBuilder(id.Length);
        foreach (var c in Composed(id))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                || char.IsWhiteSpace(c) || c is '\u115F' or '\u1160' or '\u3164' or '\uFFA0')
                continue;
            // Hiragana lie 0x60 below katakana.
            var kana = c is >= '\u3041' and <= '\u3096' ? (char)(c + 0x60) : c;
            look.Append(Shapes.TryGetValue(kana, out var shape) ? shape : char.ToLowerInvariant(kana));
        }

        return look.ToString();
    }

    // A lone surrogate has no composed form, and no provider names anybody so.
    private static string Composed(string id) => IsWhole(id) ? id.Normalize(NormalizationForm.FormKC) : id;

    private static bool IsWhole(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogatePair(id, i))
                i++;
            else if (char.IsSurrogate(id[i]))
                return false;
        }

        return true;
    }

    private static FrozenDictionary<char, char> Pairs(string pairs) =>
        Enumerable.Range(0, pairs.Length / 2).ToFrozenDictionary(i => pairs[2 * i], i => pairs[(2 * i) + 1]);
}
