using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ChildLink.Records.Linkage;

/// <summary>Brings the spellings of a written name (表記揺れ) to one form, so that equal names compare equal.</summary>
public static class NameFolding
{
    /// <summary>The geta mark 〓 that systems print for a character they do not have (外字).</summary>
    public const char Geta = '〓';

    // Pairs of variant and common form: registered family names keep old forms that school systems cannot write.
    private static readonly FrozenDictionary<Rune, Rune> Variants = Pairs(
        "邊辺邉辺髙高眞真齋斎斉斎齊斎櫻桜澤沢嶌島嶋島嵜崎﨑崎碕崎瀧滝栁柳瀨瀬惠恵廣広靜静關関德徳綠緑𠮷吉濱浜濵浜國国曾曽檜桧龍竜藏蔵榮栄圓円學学豐豊壽寿與与萬万團団淺浅鹽塩黑黒橫横增増將将晉晋尙尚曉暁槇槙步歩爲為禮礼穗穂聰聡彌弥" +
        "彥彦莊荘藪薮藥薬蘆芦號号條条來来狹狭峽峡巖巌嚴厳縣県縱縦緖緒總総薗園冨富舩船舘館賴頼峯峰桒桑楳梅埜野敎教寬寛實実當当遙遥凜凛亞亜惡悪應応價価假仮會会繪絵樂楽觀観歸帰龜亀舊旧氣気擧挙堯尭驅駆勳勲溪渓經経螢蛍輕軽劍剣險険顯顕" +
        "廳庁恆恒黃黄兒児濕湿澁渋壯壮愼慎粹粋靑青淸清專専潛潜禪禅雙双搜捜巢巣爭争續続臺台單単鑄鋳晝昼聽聴鐵鉄轉転傳伝燈灯稻稲獨独讀読拜拝賣売髮髪拂払佛仏變変寶宝每毎默黙譯訳豫予餘余搖揺樣様謠謡亂乱兩両獵猟壘塁勵励靈霊齡齢戀恋爐炉" +
        "勞労樓楼祿禄灣湾");

    /// <summary>
    /// Folds a name: compatibility form (NFKC), without variation selectors, spaces, invisible characters, middle dots and full
    /// stops, upper case, common form of variant characters. Empty for a name that says nothing.
    /// </summary>
    public static string Fold(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "";
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (!IsOrnament(rune))
                folded.Append(Variants.GetValueOrDefault(rune, rune).ToString());
        }

        // A voicing mark may only now stand behind its kana.
        return folded.ToString().Normalize(NormalizationForm.FormC).ToUpperInvariant();
    }

    /// <summary>
    /// Whether two folded names are the same, where a geta mark on either side stands for any one character, and with
    /// <paramref name="getaMayVanish"/> also for none. Two blank names are not the same; nor is a name mostly of geta marks
    /// the same as anything but itself.
    /// </summary>
    /// <param name="a">A folded name.</param>
    /// <param name="b">A folded name.</param>
    /// <param name="getaMayVanish">Some systems drop the character instead of printing the mark.</param>
    public static bool Same(string a, string b, bool getaMayVanish = false)
    {
        if (a.Length == 0 || b.Length == 0)
            return false;
        if (string.Equals(a, b, StringComparison.Ordinal))
            return true;
        return (a.Contains(Geta) || b.Contains(Geta)) && SaysEnough(a) && SaysEnough(b) && Aligns(a, b, getaMayVanish);
    }

    private static bool SaysEnough(string name) => name.AsSpan().Count(Geta) * 2 <= name.Length;

    /// <summary>Aligns the names position by position; time grows with the product of their lengths.</summary>
    private static bool Aligns(string a, string b, bool getaMayVanish)
    {
        var left = a.EnumerateRunes().ToArray();
        var right = b.EnumerateRunes().ToArray();
        var above = new bool[right.Length + 1];
        var row = new bool[right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                row[j] = (i == 0 && j == 0)
                    || (i > 0 && j > 0 && above[j - 1] && (left[i - 1] == right[j - 1] || IsGeta(left[i - 1]) || IsGeta(right[j - 1])))
                    || (getaMayVanish && i > 0 && above[j] && IsGeta(left[i - 1]))
                    || (getaMayVanish && j > 0 && row[j - 1] && IsGeta(right[j - 1]));
            }

            (above, row) = (row, above);
        }

        return above[right.Length];
    }

    private static bool IsGeta(Rune rune) => rune.Value == Geta;

    private static bool IsOrnament(Rune rune) => rune.Value is '・' or '.' or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control;

    private static FrozenDictionary<Rune, Rune> Pairs(string pairs)
    {
        var map = new Dictionary<Rune, Rune>();
        var runes = pairs.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i += 2)
            map[runes[i]] = runes[i + 1];
        return map.ToFrozenDictionary();
    }
}
