using ChildLink.Cli.Synthesis.Randomness;

namespace ChildLink.Cli.Synthesis.Names;

/// <summary>Invented shares of surnames, the frequent ones first, with the variants that make matching hard.</summary>
internal static class Surnames
{
    private static readonly NamePart[] Stock = NamePart.ParseList("""
        小野寺:オノデラ 相馬:ソウマ 久保:クボ 三浦:ミウラ 高井:タカイ 渡部:ワタナベ 千葉:チバ 斎木:サイキ 大庭:オオバ 藤田:フジタ
        松永:マツナガ 岡部:オカベ 原口:ハラグチ 石田:イシダ 長尾:ナガオ 星野:ホシノ 宮下:ミヤシタ 平井:ヒライ 永井:ナガイ 堀内:ホリウチ
        渡邉/渡辺:ワタナベ 髙井/高井:タカイ 齋木/斎木:サイキ 濱口/浜口:ハマグチ 浜口:ハマグチ 吉岡:ヨシオカ 辻本:ツジモト 島村:シマムラ 嶋村/島村:シマムラ 広瀬:ヒロセ
        廣瀬/広瀬:ヒロセ 滝本:タキモト 瀧本/滝本:タキモト 寺沢:テラサワ 寺澤/寺沢:テラサワ 国分:コクブ 國分/国分:コクブ 富岡:トミオカ 冨岡/富岡:トミオカ 川辺:カワベ
        川邊/川辺:カワベ 尾崎:オザキ 尾﨑/尾崎:オザキ 桑名:クワナ 片桐:カタギリ 柏木:カシワギ 榎本:エノモト 梶原:カジワラ 船越:フナコシ 鳴海:ナルミ
        大槻:オオツキ 沖田:オキタ 風間:カザマ 神谷:カミヤ 北川:キタガワ 桐山:キリヤマ 黒岩:クロイワ 古賀:コガ 児島:コジマ 小嶋/小島:コジマ
        小島:コジマ 佐伯:サエキ 塩田:シオダ 篠塚:シノヅカ 杉本:スギモト 関谷:セキヤ 曽根:ソネ 曾根/曽根:ソネ 高瀬:タカセ 髙瀬/高瀬:タカセ
        竹下:タケシタ 立花:タチバナ 土屋:ツチヤ 遠山:トオヤマ 飛田:トビタ 中原:ナカハラ 成瀬:ナルセ 西岡:ニシオカ 二宮:ニノミヤ 野口:ノグチ
        萩原:ハギワラ 羽田:ハダ 樋口:ヒグチ 深沢:フカサワ 深澤/深沢:フカサワ 福地:フクチ 古川:フルカワ 細田:ホソダ 前川:マエカワ 牧野:マキノ
        松原:マツバラ 丸山:マルヤマ 三上:ミカミ 水谷:ミズタニ 宮内:ミヤウチ 村瀬:ムラセ 望月:モチヅキ 森下:モリシタ 八木沢:ヤギサワ 安井:ヤスイ
        矢島:ヤジマ 矢嶋/矢島:ヤジマ 柳田:ヤナギダ 山岸:ヤマギシ 湯浅:ユアサ 横田:ヨコタ 米倉:ヨネクラ 若林:ワカバヤシ 和泉:イズミ 鷲尾:ワシオ
        𠮷岡/〓岡/吉岡:ヨシオカ 內藤/〓藤/内藤:ナイトウ 内藤:ナイトウ 渡邉󠄂/渡〓/渡辺:ワタナベ 辻󠄀本/〓本/辻本:ツジモト 槗本/〓本/橋本:ハシモト 橋本:ハシモト 東海林:ショウジ 庄司:ショウジ 五十嵐:イガラシ
        """);

    /// <summary>A surname; the first of the list are some four times as frequent as the last.</summary>
    public static NamePart Draw(SeededRandom random)
    {
        // The smaller of two draws, mixed with a flat one: skewed, but nothing is rare enough to stand out.
        var first = random.Below(Stock.Length);
        return Stock[random.Chance(0.6) ? Math.Min(first, random.Below(Stock.Length)) : first];
    }
}
