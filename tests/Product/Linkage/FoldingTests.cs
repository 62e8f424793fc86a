using ChildLink.Records.Linkage;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Linkage;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("髙橋　恵", "高橋 惠")]
    [InlineData("渡邊　陸", "渡辺陸")]
    [InlineData("渡邉　陸", "渡辺 陸")]
    [InlineData("𠮷田　蓮", "吉田蓮")]
    [InlineData("山﨑　葵", "山崎葵")]
    [InlineData("Nguyen Thi Mai", "ＮＧＵＹＥＮ　ＴＨＩ・ＭＡＩ")]
    [InlineData("葛\U000E0100城　空", "葛城空")]
    [InlineData("神\uFE00田　空", "神田\u200B空")]
    public void Spellings_of_one_name_fold_to_one_form(string a, string b) => NameFolding.Fold(a).ShouldBe(NameFolding.Fold(b));

    [Theory]
    [InlineData("渡辺 陸", "渡部 陸")]
    [InlineData("佐藤 海", "佐藤 海斗")]
    public void Different_names_stay_different(string a, string b) => NameFolding.Fold(a).ShouldNotBe(NameFolding.Fold(b));

    [Theory]
    [InlineData("〓田新", "吉田新", false, true)]
    [InlineData("吉田新", "〓田新", false, true)]
    [InlineData("〓田〓新", "吉田一新", false, true)]
    [InlineData("〓田新", "田新", false, false)]
    [InlineData("〓田新", "田新", true, true)]
    [InlineData("田新", "〓田新", true, true)]
    [InlineData("〓田新", "吉川新", false, false)]
    [InlineData("〓〓〓", "吉田新", false, false)]
    [InlineData("〓〓〓", "〓〓〓", false, true)]
    [InlineData("", "", false, false)]
    [InlineData("", "〓", true, false)]
    public void A_geta_mark_stands_for_one_character_or_where_allowed_for_none(string a, string b, bool mayVanish, bool same) =>
        NameFolding.Same(a, b, mayVanish).ShouldBe(same);

    [Theory]
    [InlineData("ｻｻｷ ﾊﾙ", "ささき　はる")]
    [InlineData("がねこ みらい", "カネコ　ミライ")]
    [InlineData("オオタ ユウキ", "おおた ゆうき")]
    [InlineData("コウヘイ", "こーへい")]
    [InlineData("シヨウタ", "しょうた")]
    [InlineData("ﾌｧﾑ ｶｲﾝ", "ふぁむ・かいん")]
    [InlineData("トオル", "とうる")]
    public void Readings_fold_loosely(string a, string b) => KanaFolding.Fold(a).ShouldBe(KanaFolding.Fold(b));

    [Theory]
    [InlineData("さとう あい", "さとう あお")]
    [InlineData("ゆき", "ゆうき")]
    public void Different_readings_stay_different(string a, string b) => KanaFolding.Fold(a).ShouldNotBe(KanaFolding.Fold(b));

    [Fact]
    public void Folding_twice_is_folding_once() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("髙﨑𠮷〓ガぎｶﾞー・ ゔｱァ渡邊Ａａ\uFE00オウお".EnumerateRunes().Select(r => r.ToString()).ToArray())).ToArbitrary(),
        parts =>
        {
            var text = string.Concat(parts);
            return NameFolding.Fold(NameFolding.Fold(text)) == NameFolding.Fold(text) && KanaFolding.Fold(KanaFolding.Fold(text)) == KanaFolding.Fold(text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sameness_does_not_depend_on_the_side() => Prop.ForAll(
        Gen.Zip(Name, Name).ToArbitrary(),
        names => NameFolding.Same(names.Item1, names.Item2) == NameFolding.Same(names.Item2, names.Item1)
            && NameFolding.Same(names.Item1, names.Item2, true) == NameFolding.Same(names.Item2, names.Item1, true)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_row_of_geta_marks_takes_no_longer_than_its_length_squared()
    {
        var name = new string(NameFolding.Geta, 400) + new string('山', 400);
        NameFolding.Same(name, new string('山', 401), getaMayVanish: true).ShouldBeTrue();
        NameFolding.Same(name, new string('山', 399) + "川", getaMayVanish: true).ShouldBeFalse();
    }

    private static Gen<string> Name => Gen.ArrayOf(Gen.Elements('山', '川', '田', NameFolding.Geta)).Select(c => new string(c));
}
