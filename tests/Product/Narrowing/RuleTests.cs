using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Privacy.Policy;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Rules are data, and strict.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("152242")]
    [InlineData("999993")]
    public void Every_preset_compiles_in_both_cities(string code)
    {
        using var copy = new MunicipalityCopy(code);
        NarrowingRules.Load(copy.City).All.Select(r => r.Id).ShouldBe(["kaisei", "newly-found", "nobeoka", "nobeoka-preschool", "sado", "tsukuba"]);
    }

    [Theory]
    [InlineData("colour: red", "colour")]
    [InlineData("any:\n  - { points: 101 }", "0 to 100")]
    [InlineData("any:\n  - { points: 50, basic: 4 }", "exactly one")]
    [InlineData("any:\n  - {}", "exactly one")]
    [InlineData("any:\n  - { topPercent: 0 }", "1 to 100")]
    [InlineData("plans: [no-such-plan]", "no plan")]
    [InlineData("schools: [\"9999\"]", "no school")]
    [InlineData("schools: [\"1001\", \"1001\"]", "twice")]
    [InlineData("without: [nobody]", "unknown")]
    [InlineData("ages: { from: 9, to: 3 }", "not after")]
    [InlineData("checkup: { months: [], withinDays: 30 }", "months")]
    [InlineData("checkup: { months: [4, 4], withinDays: 30 }", "twice")]
    [InlineData("checkup: { months: [4], withinDays: 0 }", "1 to 366")]
    public void A_rule_that_does_not_add_up_is_refused(string line, string says)
    {
        using var copy = new MunicipalityCopy();
        copy.Write("narrowing/odd.yaml", $"id: odd\nja: 例\nen: Odd\n{line}\n");
        var city = copy.City;

        Should.Throw<PolicyException>(() => NarrowingRules.Load(city)).Message.ShouldContain(says);
    }

    [Fact]
    public void A_rule_has_the_name_of_its_file_and_labels()
    {
        using var copy = new MunicipalityCopy();
        copy.Write("narrowing/odd.yaml", "id: even\n");
        var city = copy.City;

        Should.Throw<PolicyException>(() => NarrowingRules.Load(city)).Problems.Select(p => p.Where).ShouldBe(["id", "ja"]);
    }
}
