using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Names;

/// <summary>Names of one nationality: Latin letters with the katakana a counter clerk writes.</summary>
internal sealed class ForeignNames
{
    private static readonly ForeignNames[] All =
    [
        new("ベトナム", "TRAN:チャン LE:レ HOANG:ホアン VO:ヴォー", "THI_MAI:ティ_マイ THU_TRANG:トゥ_チャン NGOC:ゴック", "VAN_NAM:ヴァン_ナム QUANG:クアン MINH_TUAN:ミン_トゥアン"),
        new("フィリピン", "SANTOS:サントス RAMOS:ラモス AQUINO:アキノ", "MARIA_LUZ:マリア_ルス JASMINE:ジャスミン GRACE:グレース", "JOSE:ホセ PAOLO:パオロ MARK_ANTHONY:マーク_アンソニー"),
        new("中国", "LIU:リウ CHEN:チェン YANG:ヤン", "XIAOYU:シャオユー LI:リー MEILING:メイリン", "WEI:ウェイ HAORAN:ハオラン JUN:ジュン"),
        new("ネパール", "SHRESTHA:シュレスタ RAI:ライ", "SITA:シタ PUJA:プジャ", "RAMESH:ラメシュ SURAJ:スラジュ"),
        new("ブラジル", "OLIVEIRA:オリベイラ COSTA:コスタ", "ANA_PAULA:アナ_パウラ LUCIANA:ルシアナ", "PEDRO:ペドロ RAFAEL:ラファエル"),
        new("韓国", "KIM:キム LEE:イ", "SEOYEON:ソヨン HANEUL:ハヌル", "DOYUN:ドユン JAEHO:ジェホ"),
        new("インドネシア", "WIJAYA:ウィジャヤ SAPUTRA:サプトラ", "DEWI:デウィ PUTRI:プトリ", "BUDI:ブディ AGUS:アグス"),
    ];

    private readonly NamePart[] _families;
    private readonly NamePart[] _women;
    private readonly NamePart[] _men;

    private ForeignNames(string nationality, string families, string women, string men)
    {
        Nationality = nationality;
        _families = Parse(families);
        _women = Parse(women);
        _men = Parse(men);
    }

    public string Nationality { get; }

    public static ForeignNames Draw(SeededRandom random) => All[random.Weighted(28, 26, 18, 8, 8, 7, 5)];

    public NamePart Family(SeededRandom random) => random.Pick(_families);

    public NamePart Given(SeededRandom random, Sex sex) => random.Pick(sex == Sex.Female ? _women : _men);

    // An underscore keeps the parts of a double name together while the list is split at blanks.
    private static NamePart[] Parse(string list) => Array.ConvertAll(
        NamePart.ParseList(list),
        part => new NamePart(Spaced(part.Exact), Spaced(part.Legacy), Spaced(part.Common), Spaced(part.Reading)));

    private static string Spaced(string text) => text.Replace('_', ' ');
}
