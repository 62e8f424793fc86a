using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Law;

/// <summary>The aid on the three patterns, and the explanation of a decision.</summary>
public sealed class PolicyAidTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-21T12:00:00+09:00");

    private readonly MunicipalityCopy copy = new("999993");

    [Fact]
    public void Inside_one_organ_grounds_carry_it_for_a_time_and_the_others_say_what_is_missing()
    {
        var verdicts = Verdicts("epds.total", "screening", null);

        verdicts["APPI-69-2-2"].Possible.ShouldBeTrue();
        verdicts["APPI-69-2-2"].Missing.ShouldBeEmpty();
        verdicts["APPI-69-2-2"].Reasons.ShouldContain(r => r.Contains("for a time only", StringComparison.Ordinal));
        verdicts["APPI-69-2-3"].Possible.ShouldBeFalse();
        verdicts["APPI-69-1"].Missing.ShouldContain("article");
        verdicts["APPI-61-1"].Missing.ShouldBe(["specifiedPurpose", "affair", "madeKnown", "register"]);
        verdicts["APPI-27-1"].Possible.ShouldBeFalse();
        verdicts["DV-GUIDELINE"].Possible.ShouldBeFalse();
    }

    [Fact]
    public void From_another_organ_only_provision_to_another_organ_and_an_own_task_is_told()
    {
        var verdicts = Verdicts("attendance.absent", "screening", null);

        verdicts["APPI-69-2-2"].Possible.ShouldBeFalse();
        verdicts["APPI-69-2-3"].Possible.ShouldBeTrue();
        verdicts["APPI-61-1"].Reasons.ShouldContain(r => r.Contains("学校保健安全法9条", StringComparison.Ordinal));
        Verdicts("attendance.absent", "screening", "教育委員会 学校教育課")["APPI-69-2-2"].Possible.ShouldBeTrue("the same organ");
    }

    [Fact]
    public void A_case_statute_points_to_two_stages()
    {
        copy.Replace("provisions/consultation.yaml", "statute: 児童福祉法10条・25条の2", "statute: 児童福祉法25条の3")
            .Replace("provisions/consultation.yaml", "scope: population", "scope: flagged");

        var verdicts = Verdicts("consultation.difficulty", "screening", null);

        verdicts["APPI-69-1"].Possible.ShouldBeTrue();
        verdicts["APPI-69-1"].Reasons.ShouldContain(r => r.Contains("screen in two stages", StringComparison.Ordinal));
    }

    [Fact]
    public void A_purpose_that_the_provision_does_not_name_is_missing_and_one_of_its_own_stays_alone()
    {
        Verdicts("epds.total", "child-support", null)["APPI-69-2-2"].Missing.ShouldContain("purpose 'child-support' in the provision");
        Verdicts("epds.total", "address-protection", null).Values.ShouldAllBe(v => !v.Possible || v.Basis == "DV-GUIDELINE");
    }

    [Theory]
    [InlineData("epds.nothing", "screening", null, "item")]
    [InlineData("epds.total", "fun", null, "purpose")]
    [InlineData("epds.total", "screening", "課のない課", "recipient")]
    public void An_unknown_name_is_told(string item, string purpose, string? recipient, string field) =>
        new PatternAid(copy.City).Judge(item, purpose, recipient, Now).ShouldBeOfType<AidOutcome.Unknown>().Field.ShouldBe(field);

    [Fact]
    public void A_field_that_opens_says_rule_basis_end_and_what_it_asks_for()
    {
        var found = Explain("narrower", "narrowing", "child.address");

        found.Decision.Rule.ShouldBe("N-1");
        found.Why.ShouldNotBeNull().ShouldContain("narrower");
        found.Until.ShouldBe(DateTimeOffset.Parse("2030-04-01T00:00:00+09:00"));
        found.Sources.ShouldHaveSingleItem().Provision.ShouldBe("resident-register");
        found.Needs.Select(n => n.Kind).ShouldBe(["context", "factor", "protection"]);
    }

    [Fact]
    public void A_field_without_a_rule_says_who_would_get_it()
    {
        var found = Explain("analyst", "screening", "child.name");

        found.Decision.Rule.ShouldBe(DecisionTable.Default);
        found.Until.ShouldBeNull();
        found.Needs.ShouldContain(n => n.Kind == "role" && n.Text.Contains("'narrower'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_data_item_says_its_class_and_that_no_rule_opens_it()
    {
        var found = Explain("narrower", "narrowing", "epds.total");

        found.Decision.Disposition.ShouldBe(Disposition.Withheld);
        found.Entry!.Special.ShouldBeTrue();
        found.Needs.ShouldHaveSingleItem().Kind.ShouldBe("rule");
        Explain("narrower", "narrowing", "epds.unheard-of").Decision.Rule.ShouldBe(DecisionTable.NotCatalogued);
    }

    [Fact]
    public void A_field_whose_basis_ended_says_which_basis_is_needed()
    {
        var found = new PolicyExplainer(Policy, copy.City).Explain("narrower", "narrowing", "child.name", DateTimeOffset.Parse("2030-04-01T00:00:00+09:00"));

        found.Decision.Rule.ShouldBe(DecisionTable.BasisNotInForce);
        found.Decision.Disposition.ShouldBe(Disposition.Withheld);
        found.Needs[0].Kind.ShouldBe("basis");
        found.Needs[0].Text.ShouldContain("resident-register");
    }

    public void Dispose() => copy.Dispose();

    private DecisionTable Policy => PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), copy.Folder, copy.City.Items);

    private FieldExplanation Explain(string role, string purpose, string field) => new PolicyExplainer(Policy, copy.City).Explain(role, purpose, field, Now);

    private Dictionary<string, AidVerdict> Verdicts(string item, string purpose, string? recipient) =>
        new PatternAid(copy.City).Judge(item, purpose, recipient, Now).ShouldBeOfType<AidOutcome.Judged>().Provisions.ShouldHaveSingleItem().Verdicts.ToDictionary(v => v.Basis);
}
