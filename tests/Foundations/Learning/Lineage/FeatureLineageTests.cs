using ChildLink.Learning.Lineage;

namespace ChildLink.Tests.Foundations.Learning.Lineage;

public sealed class FeatureLineageTests
{
    private static readonly Dictionary<string, IReadOnlyList<ItemSource>> Sources = new()
    {
        ["first consultation"] = [new("consultations", RecordOf.Self)],
        ["case"] = [new("council", RecordOf.Self)],
        ["case of a member"] = [new("council", RecordOf.Other)],
        ["custody"] = [new("custody", RecordOf.Self)],
        ["absence"] = [new("school", RecordOf.Self)],
        ["mixed"] = [new("school", RecordOf.Self), new("council", RecordOf.Other), new("custody", RecordOf.Self)],
        ["nothing declared"] = [],
    };

    private static readonly Dictionary<string, IReadOnlyList<string>> DrawsOn = new()
    {
        ["custody"] = ["council"],
        ["council"] = ["consultations", "council"],
    };

    [Fact]
    public void Items_of_the_labels_own_register_are_left_out()
    {
        var ruling = new FeatureLineage(Sources).Judge(Sources.Keys, ["consultations", "council", "custody"], LeakPolicy.Exclude);

        Sources.Keys.Where(ruling.Admits).ShouldBe(["case of a member", "absence"]);
        ruling.Leaking.ShouldBeEmpty();
        ruling.Findings.ShouldContain(new LineageFinding.Leaks("mixed", "custody"));
    }

    [Fact]
    public void A_register_that_draws_on_the_labels_leaks_as_well()
    {
        var ruling = new FeatureLineage(Sources, DrawsOn).Judge(["custody", "case", "absence"], ["consultations"], LeakPolicy.Exclude);

        ruling.Findings.ShouldBe([
            new LineageFinding.Leaks("custody", "consultations"), new LineageFinding.Leaks("case", "consultations"), new LineageFinding.Clean("absence")]);
    }

    [Fact]
    public void A_register_that_the_labels_register_draws_on_does_not_leak() =>
        new FeatureLineage(Sources, DrawsOn).Judge(["first consultation"], ["custody"], LeakPolicy.Exclude)
            .Findings.ShouldBe([new LineageFinding.Clean("first consultation")]);

    [Fact]
    public void Kept_leaks_are_marked()
    {
        var ruling = new FeatureLineage(Sources).Judge(["case", "absence"], ["council"], LeakPolicy.KeepAndMark);

        ruling.Admits("case").ShouldBeTrue();
        ruling.Leaking.ShouldBe(["case"]);
    }

    [Theory]
    [InlineData(LeakPolicy.Exclude)]
    [InlineData(LeakPolicy.KeepAndMark)]
    public void What_nobody_declared_is_never_used(LeakPolicy policy)
    {
        var ruling = new FeatureLineage(Sources).Judge(["nothing declared", "unheard of"], ["council"], policy);

        ruling.Findings.ShouldBe([new LineageFinding.Undeclared("nothing declared"), new LineageFinding.Undeclared("unheard of")]);
        ruling.Admits("unheard of").ShouldBeFalse();
        ruling.Admits("never judged").ShouldBeFalse();
    }

    [Fact]
    public void A_label_without_a_register_is_refused() =>
        Should.Throw<ArgumentException>(() => new FeatureLineage(Sources).Judge(["case"], [], LeakPolicy.Exclude));
}
