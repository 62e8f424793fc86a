using System.Text;

namespace ChildLink.Cli.Synthesis.Names;

/// <summary>Turns full-width katakana, the form readings are kept in, into what each system holds.</summary>
internal static class Kana
{
    private const string Full =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー・　";

    private const string Half =
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ･ ";

    private const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    private const string VoicedBase = "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ";
    private const string Plosive = "パピプペポ";
    private const string PlosiveBase = "ﾊﾋﾌﾍﾎ";

    public static string ToHalfWidth(string katakana)
    {
        var written = new StringBuilder(katakana.Length + 4);
        foreach (var sign in katakana)
        {
            if (Full.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var plain)
                written.Append(Half[plain]);
            else if (Voiced.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var voiced)
                written.Append(VoicedBase[voiced]).Append('ﾞ');
            else if (Plosive.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var plosive)
                written.Append(PlosiveBase[plosive]).Append('ﾟ');
            else
                written.Append(sign);
        }

        return written.ToString();
    }

    /// <summary>ヴ stays katakana: its hiragana form is not in CP932.</summary>
    public static string ToHiragana(string katakana) => string.Create(katakana.Length, katakana, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = source[i] is >= 'ァ' and <= 'ン' ? (char)(source[i] - 0x60) : source[i];
    });
}
