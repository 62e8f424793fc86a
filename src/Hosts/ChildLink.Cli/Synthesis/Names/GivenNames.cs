using ChildLink.Cli.Synthesis.People;
using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Names;

/// <summary>Given names by sex and generation.</summary>
internal static class GivenNames
{
    private const int ChildrenSince = 1999;
    private const int ParentsSince = 1964;

    private static readonly NamePart[] Girls = NamePart.ParseList("""
        結菜:ユイナ 陽葵:ヒマリ 陽葵:ヒナタ 凜/凛:リン 凛:リン 澪:ミオ 芽依:メイ 紬:ツムギ 咲希:サキ 心結:ミユ 莉子:リコ 美月:ミツキ 彩葉:イロハ
        楓:カエデ 葵:アオイ 琴葉:コトハ 柚希:ユズキ 花音:カノン 詩:ウタ 杏:アン 千晴:チハル 遥:ハルカ 遙/遥:ハルカ 眞子/真子:マコ 真子:マコ
        ひなた:ヒナタ さくら:サクラ みのり:ミノリ あかり:アカリ 七海:ナナミ 優奈:ユウナ 優奈:ユナ 美羽:ミウ 和奏:ワカナ 桜子:サクラコ 櫻子/桜子:サクラコ 真央:マオ
        眞央/真央:マオ 朱莉:アカリ 彩乃:アヤノ 茉莉:マリ 瑞希:ミズキ 穂乃花:ホノカ 夏帆:カホ 千尋:チヒロ 歩:アユミ 碧:アオイ 光:ヒカリ 望:ノゾミ 奏:カナデ 月乃:ツキノ
        """);

    private static readonly NamePart[] Boys = NamePart.ParseList("""
        蓮:レン 湊:ミナト 陽翔:ハルト 大翔:ヒロト 樹:イツキ 朝陽:アサヒ 悠真:ユウマ 悠眞/悠真:ユウマ 律:リツ 新:アラタ 奏太:ソウタ 颯太:ソウタ 颯:ハヤテ
        蒼:アオイ 碧:アオ 暖:ダン 陸:リク 海斗:カイト 拓海:タクミ 直樹:ナオキ 健太:ケンタ 翔:ショウ 翔:カケル 一樹:カズキ 航:ワタル 大和:ヤマト
        駿:シュン 遼:リョウ 岳:ガク 嵩:タカシ 智也:トモヤ 優斗:ユウト 結斗:ユイト 瑛太:エイタ 理人:リヒト 慧:ケイ 煌:コウ 晴:ハル 暁:アキラ 曉/暁:アキラ
        龍之介:リュウノスケ 竜之介:リュウノスケ 広大:コウダイ 廣大/広大:コウダイ 光:ヒカル 歩:アユム 望:ノゾム 奏:カナデ 恵太:ケイタ 圭吾:ケイゴ 大地:ダイチ
        """);

    private static readonly NamePart[] Women = NamePart.ParseList("""
        美穂:ミホ 恵:メグミ 香織:カオリ 直美:ナオミ 智子:トモコ 由佳:ユカ 麻衣:マイ 裕子:ユウコ 裕子:ヒロコ 千絵:チエ 亜紀:アキ 理恵:リエ 彩:アヤ 愛:アイ
        沙織:サオリ 友美:トモミ 久美子:クミコ 真由:マユ 眞由/真由:マユ 奈緒:ナオ 優子:ユウコ 里美:サトミ 早苗:サナエ 綾子:アヤコ 瞳:ヒトミ 舞:マイ 梢:コズエ 美紀:ミキ 典子:ノリコ 祥子:ショウコ
        """);

    private static readonly NamePart[] Men = NamePart.ParseList("""
        健:ケン 誠:マコト 大輔:ダイスケ 剛:ツヨシ 哲平:テッペイ 浩:ヒロシ 浩之:ヒロユキ 裕介:ユウスケ 達也:タツヤ 和也:カズヤ 直人:ナオト 亮:リョウ 慎吾:シンゴ 学:マナブ
        隆史:タカシ 勝也:カツヤ 聖:サトシ 徹:トオル 圭:ケイ 康平:コウヘイ 貴之:タカユキ 真一:シンイチ 眞一/真一:シンイチ 洋平:ヨウヘイ 晋:ススム 崇:タカシ 正樹:マサキ 茂樹:シゲキ 修平:シュウヘイ 淳:ジュン
        """);

    private static readonly NamePart[] Grandmothers = NamePart.ParseList("""
        和子:カズコ 幸恵:ユキエ 節子:セツコ 京子:キョウコ 久子:ヒサコ 文江:フミエ トシ:トシ キヨ:キヨ 照子:テルコ 敏子:トシコ 澄江:スミエ 房子:フサコ 初枝:ハツエ 民子:タミコ ミツ:ミツ 靜江/静江:シズエ
        """);

    private static readonly NamePart[] Grandfathers = NamePart.ParseList("""
        清:キヨシ 勇:イサム 正:タダシ 茂:シゲル 實/実:ミノル 実:ミノル 昭:アキラ 弘:ヒロシ 善吉:ゼンキチ 武:タケシ 三郎:サブロウ 義雄:ヨシオ 敏夫:トシオ 忠:タダシ 榮一/栄一:エイイチ 博:ヒロシ
        """);

    public static NamePart Draw(SeededRandom random, Sex sex, int birthYear) => random.Pick((sex, birthYear) switch
    {
        (Sex.Female, >= ChildrenSince) => Girls,
        (Sex.Female, >= ParentsSince) => Women,
        (Sex.Female, _) => Grandmothers,
        (_, >= ChildrenSince) => Boys,
        (_, >= ParentsSince) => Men,
        _ => Grandfathers,
    });
}
