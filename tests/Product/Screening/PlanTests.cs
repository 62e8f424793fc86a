using ChildLink.Learning.Counting;
using ChildLink.Privacy.Policy;
using ChildLink.Screening.Plans;

namespace ChildLink.Tests.Product.Screening;

public sealed class PlanTests
{
    private const string Nobeoka = "plans/nobeoka-count.yaml";
    private const string BirthItems = "items: [F07, F08, F10, F53]";

    [Fact]
    public void The_plans_of_the_invented_city_compile()
    {
        using var copy = new MunicipalityCopy();

        var plans = ScreeningPlans.Load(copy.City);

        plans.Ids.ShouldBe(["beppu-top", "nobeoka-count", "sado-abuse", "sado-r6-as-reported", "two-stage"]);
        ((CountingPlan)plans.Find("nobeoka-count")!).Count.Selection.ShouldBe(new CountSelection.AtLeastBasic(4));
        ((CountingPlan)plans.Find("beppu-top")!).Count.Selection.ShouldBe(new CountSelection.Top(20, 10));
        ((CountingPlan)plans.Find("beppu-top")!).Count.Conditions.ShouldBe(((CountingPlan)plans.Find("nobeoka-count")!).Count.Conditions);
        plans.Find("other").ShouldBeNull();
    }

    [Fact]
    public void Age_and_nationality_never_count()
    {
        using var copy = new MunicipalityCopy();

        foreach (var plan in new[] { "beppu-top", "nobeoka-count" })
            ((CountingPlan)ScreeningPlans.Load(copy.City).Find(plan)!).Count.Conditions.ShouldNotContain(c => c.Column == "F01" || c.Column == "F03");
    }

    [Fact]
    public void The_hash_of_a_plan_follows_its_file()
    {
        using var copy = new MunicipalityCopy();
        var before = ScreeningPlans.Load(copy.City);

        var after = ScreeningPlans.Load(copy.Replace(Nobeoka, "atLeastBasic: 4", "atLeastBasic: 3").City);

        after.Find("nobeoka-count")!.Hash.ShouldNotBe(before.Find("nobeoka-count")!.Hash);
        after.Find("beppu-top")!.Hash.ShouldBe(before.Find("beppu-top")!.Hash);
    }

    [Theory]
    [InlineData(BirthItems, "items: [F07, F08]", "at least 3 items")]
    [InlineData(BirthItems, "items: [F07, F07, F08]", "at least 3 items")]
    [InlineData(BirthItems, "items: [F07, F08, F03]", "'F03' has no condition")]
    [InlineData("id: nobeoka-count", "id: nobeoka", "must be 'nobeoka-count'")]
    [InlineData("difficulty: any", "difficulty: everything", "must be one of any")]
    [InlineData("item: F46", "item: F99", "no item the product makes")]
    [InlineData("item: F46", "item: F45", "'F45' stands twice")]
    [InlineData("en: School age }", "en: School age, counts: basic, atLeast: 6 }", "age is no reason")]
    [InlineData("counts: basic, atLeast: 9", "counts: basic", "stand together")]
    [InlineData("counts: basic, atLeast: 9", "counts: most, atLeast: 9", "basic or other")]
    [InlineData("counts: basic, atLeast: 9", "counts: basic, atLeast: 0", "1 or more")]
    [InlineData("bornFrom: 2019-04-01", "bornFrom: 2019-4-1", "yyyy-MM-dd")]
    [InlineData("atLeastBasic: 4", "atLeastBasic: 7", "between 1 and the 6 items")]
    [InlineData("atLeastBasic: 4", "topByRank: 0", "1 or more")]
    [InlineData("{ atLeastBasic: 4 }", "{ atLeastBasic: 4, topByRank: 3 }", "either atLeastBasic, or topByRank")]
    [InlineData("{ atLeastBasic: 4 }", "{ }", "either atLeastBasic, or topByRank")]
    [InlineData("id: history", "id: family", "'family' stands twice")]
    [InlineData("ja: 家庭の状況", "ja: ''", "Japanese (ja) and an English")]
    [InlineData("difficulty: any", "difficulty: any\nweights: 3", "weights")]
    public void A_faulty_plan_is_refused_with_file_and_line(string text, string with, string message)
    {
        using var copy = new MunicipalityCopy();
        var city = copy.Replace(Nobeoka, text, with).City;

        var problem = Should.Throw<PolicyException>(() => ScreeningPlans.Load(city)).Problems.First(p => p.Message.Contains(message, StringComparison.Ordinal));

        problem.File.ShouldBe(Path.Combine("plans", "nobeoka-count.yaml"));
        problem.Where.ShouldMatch("line [0-9]+");
    }

    [Fact]
    public void The_faults_of_all_plans_are_named_at_once()
    {
        using var copy = new MunicipalityCopy();
        copy.Replace(Nobeoka, "atLeastBasic: 4", "atLeastBasic: 9").Replace("plans/beppu-top.yaml", "topByRank: 20", "topByRank: -1");

        Should.Throw<PolicyException>(() => ScreeningPlans.Load(copy.City)).Problems.Select(p => Path.GetFileName(p.File))
            .ShouldBe(["beppu-top.yaml", "nobeoka-count.yaml"]);
    }

    [Fact]
    public void A_plan_reads_only_what_its_items_need()
    {
        using var copy = new MunicipalityCopy();
        var lines = File.ReadAllLines(Path.Combine(copy.Folder, Nobeoka)).Where(l => !l.Contains("F07", StringComparison.Ordinal) && !l.Contains("item: F08", StringComparison.Ordinal));
        File.WriteAllLines(Path.Combine(copy.Folder, Nobeoka), lines);

        var provisions = ScreeningPlan.ProvisionsOf(ScreeningPlans.Load(copy.City).Find("nobeoka-count")!.Items);

        provisions.ShouldNotContain("epds");
        provisions.ShouldContain("moved-out-list");
        provisions.ShouldNotContain("address-protection-list");
    }
}
