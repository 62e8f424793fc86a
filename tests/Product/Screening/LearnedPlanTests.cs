using ChildLink.Learning.Lineage;
using ChildLink.Privacy.Policy;
using ChildLink.Screening.Features;
using ChildLink.Screening.Plans;
using ChildLink.Screening.Training;

namespace ChildLink.Tests.Product.Screening;

public sealed class LearnedPlanTests
{
    private const string Honest = "plans/sado-abuse.yaml";

    /// <summary>What lineage and the city leave out; A08 to A16 tell of the same cases, custody and support.</summary>
    private static readonly string[] Excluded =
        ["F02", "F03", "F04", "F45", "F47", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16"];

    [Fact]
    public void The_preset_leaves_out_what_comes_from_the_labels_registers()
    {
        using var copy = new MunicipalityCopy();

        var plan = Load(copy, "sado-abuse");

        plan.IsShareable.ShouldBeTrue();
        plan.Label.Registers.Select(r => r.Provision).ShouldBe(["consultation", "temporary-custody"]);
        plan.Lineage.Findings.ShouldContain(new LineageFinding.Leaks("F45", "consultation"));
        plan.Lineage.Findings.ShouldContain(new LineageFinding.Leaks("F02", "consultation"));
        plan.Lineage.Findings.ShouldContain(new LineageFinding.Leaks("F47", "temporary-custody"));
        plan.Items.Select(i => i.Code).ShouldContain("F45", "nobody took it out by hand: lineage did");
        plan.Admitted.Select(i => i.Code).ShouldBe(ItemCatalogue.All.Select(i => i.Code).Except(Excluded), ignoreOrder: true);
        plan.Admitted.Select(i => i.Code).ShouldContain("F46");
        plan.Without.Select(w => w.Item).ShouldBe(["F03", "F04", "A07"], "the city rules them out");
        (plan.ThresholdTenths, plan.FiftyForTop).ShouldBe((500, 8));
    }

    [Fact]
    public void The_preset_as_reported_keeps_what_leaks_and_is_marked()
    {
        using var copy = new MunicipalityCopy();

        var plan = Load(copy, "sado-r6-as-reported");

        plan.IsShareable.ShouldBeFalse();
        plan.Lineage.Leaking.ShouldBe(["F02", "F45", "F47"]);
        plan.Admitted.Count.ShouldBe(52);
        plan.Without.ShouldHaveSingleItem().Item.ShouldBe("F04");
        plan.Ja.ShouldContain("提供不可");
        plan.En.ShouldContain("leaks");
        plan.Admitted.Select(i => i.Code).ShouldContain("F03", "Sado's second round weighed it 1.84");
    }

    [Fact]
    public void Lineage_follows_from_what_the_provisions_draw_on()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace("provisions/council-case-register.yaml", "drawsOn: [consultation, temporary-custody]\n", "");

        // Nothing in the plan changed: the register no longer says that its cases follow a consultation.
        Load(copy, "sado-abuse").Admitted.Select(i => i.Code).ShouldContain("F45");
    }

    [Fact]
    public void Lineage_follows_from_the_registers_of_the_label()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace(Honest, "provision: temporary-custody, day: custody.from, word: custody.reason, words: [身体的虐待, 心理的虐待, 性的虐待, ネグレクト]", "provision: child-rearing-allowance, day: allowance.from")
            .Replace(Honest, ", F38", "");

        Load(copy, "sado-abuse").Lineage.Findings.ShouldContain(new LineageFinding.Leaks("F38", "child-rearing-allowance"));
    }

    /// <summary>Who is consulted about may become a case, be taken into custody and be supported, and each may lead to the others.</summary>
    [Theory]
    [InlineData("consultation", "F02,F45,F47,A08,A09,A10,A11,A12,A13,A14,A15,A16")]
    [InlineData("council-case-register", "F02,F45,F47,A08,A09,A10,A11,A12,A13,A14,A15,A16")]
    [InlineData("temporary-custody", "F02,F45,F47,A08,A09,A10,A11,A12,A13,A14,A15,A16")]
    [InlineData("support-measures", "A11,A12,A13,A14,A15,A16")]
    public void What_leaks_follows_from_the_register_of_the_label(string register, string leaking)
    {
        foreach (var code in new[] { "152242", "999993" })
        {
            using var copy = new MunicipalityCopy(code);
            ItemLineage.Of(copy.City).Judge(ItemCatalogue.All.Select(i => i.Code), [register], LeakPolicy.Exclude)
                .Findings.OfType<LineageFinding.Leaks>().Select(f => f.Item).ShouldBe(leaking.Split(','), ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("plans/sado-abuse.yaml", "F04", "never feed a judgement")]
    [InlineData("plans/sado-r6-as-reported.yaml", "F04", "never feed a judgement")]
    [InlineData("plans/sado-abuse.yaml", "F03", "no reason for concern")]
    [InlineData("plans/sado-abuse.yaml", "A07", "no reason for concern")]
    public void Protection_nationality_and_sex_are_not_learned(string file, string item, string message)
    {
        using var copy = new MunicipalityCopy();
        var path = copy.PathOf(file);
        File.WriteAllLines(path, File.ReadAllLines(path).Where(l => !l.Contains($"item: {item},", StringComparison.Ordinal)));

        Should.Throw<PolicyException>(() => ScreeningPlans.Load(copy.City)).Problems.ShouldHaveSingleItem().Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain($"'{item}'"), m => m.ShouldContain(message));
    }

    [Theory]
    [InlineData(LeakPolicy.Exclude)]
    [InlineData(LeakPolicy.KeepAndMark)]
    public void An_adults_history_is_no_leak_and_the_childs_is(LeakPolicy policy)
    {
        using var copy = new MunicipalityCopy();

        var ruling = ItemLineage.Of(copy.City).Judge(["F45", "F46"], ["council-case-register"], policy);

        ruling.Findings.ShouldBe([new LineageFinding.Leaks("F45", "council-case-register"), new LineageFinding.Clean("F46")]);
        ruling.Admits("F45").ShouldBe(policy == LeakPolicy.KeepAndMark);
    }

    [Fact]
    public void A_register_can_only_draw_on_a_provision_of_the_city()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace("provisions/council-case-register.yaml", "drawsOn: [consultation, temporary-custody]", "drawsOn: [consultations]");

        Should.Throw<PolicyException>(() => copy.City).Problems.ShouldHaveSingleItem().Message.ShouldContain("'consultations' is no provision");
    }

    [Theory]
    [InlineData("learn: [all]", "learn: [F99]", "'F99' is no item")]
    [InlineData("learn: [all]", "learn: [F01-F99]", "'F01-F99' is no item")]
    [InlineData("learn: [all]", "learn: [all, F01]", "'F01' stands twice")]
    [InlineData("learn: [all]", "learn: []", "must name items")]
    [InlineData("item: F03, ja: 国籍は懸念の理由にならない", "item: F03, ja: ''", "'F03' needs a reason")]
    [InlineData("item: F03", "item: F99", "'F99' is no item")]
    [InlineData("show: [F45, F47]", "show: [F99]", "'F99' is no item")]
    [InlineData("ages: { from: 0, to: 18 }", "ages: { from: 9, to: 6 }", "between 0 and 18")]
    [InlineData("ages: { from: 0, to: 18 }", "ages: { from: 0, to: 19 }", "between 0 and 18")]
    [InlineData("provision: consultation,", "provision: consultations,", "'consultations' is no provision")]
    [InlineData("provision: consultation,", "provision: lateness,", "names no resident")]
    [InlineData("day: consultation.date", "day: consultation.kind", "is no day of 'consultation'")]
    [InlineData("word: consultation.difficulty", "word: custody.reason", "is no item of 'consultation'")]
    [InlineData("words: [虐待]", "words: []", "stand together")]
    [InlineData("words: [虐待]", "words: ['']", "must not be empty")]
    [InlineData("months: 33", "months: 0", "between 1 and 120")]
    [InlineData("months: 33", "", "is needed with items at-start")]
    [InlineData("items: at-start", "items: sometimes", "at-end or at-start")]
    [InlineData("leaks: exclude", "leaks: maybe", "exclude or keep-and-mark")]
    [InlineData("positives: 20", "positives: 1", "2 or more of each")]
    [InlineData("fiftyForTop: 8", "fiftyForTop: 51", "between 1 and 50")]
    [InlineData("threshold: 50", "threshold: 0", "between 1 and 100")]
    [InlineData("threshold: 50", "threshold: 101", "between 1 and 100")]
    [InlineData("reasons:", "select: { atLeastBasic: 1 }\nreasons:", "stands alone")]
    [InlineData("items: [F10, F46,", "items: [F45, F10,", "'F45' is not learned")]
    [InlineData("items: [F10, F46,", "items: [F01, F10,", "'F01' is not learned")]
    [InlineData("threshold: 50", "threshold: 50\n  weights: 3", "weights")]
    public void A_faulty_plan_is_refused_with_file_and_line(string text, string with, string message)
    {
        using var copy = new MunicipalityCopy();
        var city = copy.Replace(Honest, text, with).City;

        var problem = Should.Throw<PolicyException>(() => ScreeningPlans.Load(city)).Problems.First(p => p.Message.Contains(message, StringComparison.Ordinal));

        problem.File.ShouldBe(Path.Combine("plans", "sado-abuse.yaml"));
        problem.Where.ShouldMatch("line [0-9]+");
    }

    [Fact]
    public void Without_a_register_there_is_nothing_to_learn()
    {
        using var copy = new MunicipalityCopy();
        var path = copy.PathOf(Honest);
        File.WriteAllLines(path, File.ReadAllLines(path).Where(l => !l.Contains("provision:", StringComparison.Ordinal)).Select(l => l.Replace("registers:", "registers: []", StringComparison.Ordinal)));

        Should.Throw<PolicyException>(() => ScreeningPlans.Load(copy.City)).Problems.ShouldContain(p => p.Message.Contains("at least one register", StringComparison.Ordinal));
    }

    private static LearnedPlan Load(MunicipalityCopy copy, string plan) => ScreeningPlans.Load(copy.City).Find(plan).ShouldBeOfType<LearnedPlan>();
}
