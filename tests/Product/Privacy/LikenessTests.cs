using ChildLink.Privacy.Access;

namespace ChildLink.Tests.Product.Privacy;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("sato-01", "SATO-01")]
    [InlineData("sato-01", "ｓａｔｏ－０１")]
    [InlineData("sato-01", "sa\u200Bto-01")]
    [InlineData("sato-01", "sato-01\uFEFF")]
    [InlineData("sato-01", " sato-01 ")]
    [InlineData("sato-01", "sаto-01")]
    [InlineData("TANAKA", "ТАΝАКА")]
    [InlineData("さとう", "サトウ")]
    [InlineData("ｻﾄｳ", "サトウ")]
    [InlineData("カトー", "力卜一")]
    [InlineData("ニシ", "二シ")]
    [InlineData("Ａｶﾞ", "aガ")]
    [InlineData("a\u0301b", "\u00E1b")]
    public void Ids_that_a_person_takes_for_one_another_are_alike(string one, string other) => Likeness.Same(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("sato-01", "sato-02")]
    [InlineData("sato-1", "sato-l")]
    [InlineData("かとう", "がとう")]
    [InlineData("佐藤", "左藤")]
    [InlineData("a", "")]
    public void Different_ids_stay_different(string one, string other) => Likeness.Same(one, other).ShouldBeFalse();

    [Fact]
    public void Half_a_character_is_no_fault() => Likeness.Of("a\ud800b").ShouldNotBeEmpty();
}
