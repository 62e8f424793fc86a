using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Privacy;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Law;

/// <summary>What the law refuses, held against the provisions of the repository with one thing changed.</summary>
public sealed class LegalBasisTests
{
    private const string Epds = "provisions/epds.yaml";
    private const string Grounds = "  id: APPI-69-2-2\n";
    private const string Roster = "provisions/school-roster.yaml";

    [Theory]
    [InlineData("児童福祉法", "25条の3")]
    [InlineData("児童福祉法", "第25条の3第1項")]
    [InlineData("児童福祉法", "第二十五条の三")]
    [InlineData("児童福祉法(昭和22年法律第164号)", "21条の10の5第1項")]
    [InlineData("児童福祉法", "10条・25条")]
    [InlineData("児童虐待防止法", "13条の4")]
    [InlineData("児童虐待の防止等に関する法律", "13条の4")]
    [InlineData("児童福祉法25条の3", "1条")]
    [InlineData("児童福祉法の規定による", "第25条の3")]
    [InlineData("児童福祉法に基づく", "第二十五条の三第一項")]
    [InlineData("児童福祉法第二章", "25条の3")]
    [InlineData("児童福祉法第2章第6節", "25条の3")]
    [InlineData("児童福祉法 (昭和22年法律第164号)に定める", "25条")]
    [InlineData("学校保健安全法9条及び児童福祉法の定める", "25条の3")]
    [InlineData("改正後の児童虐待防止法による", "13条の4")]
    public void A_statute_that_carries_a_case_never_carries_a_population(string statute, string article)
    {
        using var city = ByLaw(statute, article);

        Refused(city).ShouldContain("carries a case, not a population");
    }

    [Theory]
    [InlineData("  id: APPI-69-2-4\n  exception: special-reason\n", "児童福祉法25条の3", "carries a case, not a population")]
    [InlineData("  id: APPI-69-2-4\n  exception: special-reason\n", "児童福祉法第二章", "names 児童福祉法 without an article")]
    [InlineData("  id: APPI-69-2-2\n", "児童福祉法の規定による第25条の3", "carries a case, not a population")]
    [InlineData("  id: APPI-69-2-2\n", "児童虐待防止法", "names 児童虐待の防止等に関する法律 without an article")]
    public void Nor_does_it_under_a_pattern_that_demands_no_statute(string pattern, string statute, string because)
    {
        using var city = new MunicipalityCopy().Replace(Epds, Grounds, pattern).Replace(Epds, "  statute: 母子保健法13条", $"  statute: {statute}");

        Refused(city).ShouldContain(because);
    }

    [Theory]
    [InlineData("flagged")]
    [InlineData("named-child")]
    public void The_same_statute_carries_those_who_were_flagged_or_named(string scope)
    {
        using var city = ByLaw("児童福祉法", "25条の3").Replace(Epds, "scope: population", $"scope: {scope}");

        var basis = city.City.Provisions.Single(p => p.Id == "epds").Bases.ShouldHaveSingleItem();

        basis.Pattern.ShouldBe(2);
        basis.Scope.ShouldBe(scope == "flagged" ? BasisScope.Flagged : BasisScope.NamedChild);
    }

    [Theory]
    [InlineData("児童福祉法", "25条の2")]
    [InlineData("児童福祉法", "25条の30")]
    [InlineData("児童福祉法施行令", "25条の3")]
    [InlineData("児童福祉法の施行規則による", "25条の3")]
    [InlineData("児童福祉法及び学校保健安全法による", "25条の3")]
    [InlineData("児童福祉法10条・母子保健法", "25条の3")]
    [InlineData("学校保健安全法", "9条")]
    public void Another_article_or_law_may_carry_a_population(string statute, string article)
    {
        using var city = ByLaw(statute, article);

        city.City.Provisions.Single(p => p.Id == "epds").Bases[0].Article.ShouldBe(article);
    }

    [Theory]
    [InlineData(Epds, "  until: 2030-04-01\n", "", "demands 'until'")]
    [InlineData(Epds, "  trigger: own-task\n", "", "demands 'trigger'")]
    [InlineData(Epds, "trigger: own-task", "trigger: on-a-whim", "demands 'trigger'")]
    [InlineData(Epds, "trigger: own-task", "trigger: request", "requestOf")]
    [InlineData(Epds, "  scope: population\n", "", "demands 'scope' (basis from line ")]
    [InlineData(Epds, "  scope: population\n", "  scope: everybody\n", "demands 'scope'; 'everybody' is none of population, flagged, named-child (basis from line 9 on)")]
    [InlineData(Epds, "recipientKind: same-organ", "recipientKind: city", "demands 'recipientKind'; 'city' is none of same-organ, other-public-organ, private-body")]
    [InlineData(Epds, "  scope: population\n", "  scope: population\n  shoes: 1\n", "the key 'shoes' is unknown here; there are id, ")]
    [InlineData(Epds, "  recipientKind: same-organ\n", "", "demands 'recipientKind'")]
    [InlineData(Epds, "  regime: public\n", "", "demands 'regime'")]
    [InlineData(Epds, "  approver: 個人情報保護審査会への報告を経た市長決裁\n", "", "demands 'approver'")]
    [InlineData(Epds, "recipientKind: same-organ", "recipientKind: other-public-organ", "by city.yaml it is 'same-organ'")]
    [InlineData(Epds, "regime: public", "regime: private", "by city.yaml the holder's is 'public'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-69-2-3", "another organ")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-69-1", "demands 'article'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-69-2-1", "demands 'consent'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-69-2-4", "demands 'exception'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-61-1", "demands 'madeKnown'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-61-1", "demands 'register'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-27-1-1", "regime 'private'")]
    [InlineData(Epds, "id: APPI-69-2-2", "id: APPI-70", "not in legal-bases.yaml")]
    [InlineData(Roster, "id: APPI-69-2-3", "id: APPI-69-2-2", "use inside one organ")]
    [InlineData(Epds, "until: 2030-04-01", "until: 2024-04-01", "before it begins")]
    [InlineData(Epds, "until: 2030-04-01", "until: 2030-02-30", "are days")]
    [InlineData(Epds, "  - statute: 保健師助産師看護師法42条の2\n    answer: 職員", "  - statute: 保健師助産師看護師法\n    answer: 職員", "nothing is answered")]
    [InlineData(Epds, "necessity: 心身の状態", "# necessity: 心身の状態", "must say why")]
    [InlineData(Epds, "epds.item10], class: raw", "epds.item11], class: raw", "no item of a column")]
    [InlineData(Epds, "{ items: [epds.mother], class: key", "{ items: [epds.mother, epds.date], class: key", "two groups")]
    [InlineData(Epds, "class: key", "class: secret", "class 'secret' is unknown")]
    [InlineData(Epds, "item: epds.check", "item: child.name", "name of a product field")]
    [InlineData(Epds, "retention: P5Y", "retention: five years", "P5Y, P6M")]
    [InlineData(Epds, "purposes: [linkage", "purposes: [address-protection, linkage", "rests on DV-GUIDELINE alone")]
    [InlineData("provisions/address-protection-list.yaml", "purposes: [address-protection]", "purposes: [address-protection, screening]", "allows only address-protection")]
    [InlineData("city.yaml", "kind: board-of-education", "kind: school-board", "kind 'school-board' is unknown")]
    [InlineData("city.yaml", "departments: [教育委員会 学校教育課]", "departments: [教育委員会 学校教育課, 市民課]", "belongs to one organ")]
    public void What_the_law_does_not_allow_is_refused_with_the_reason(string file, string text, string with, string because)
    {
        using var city = new MunicipalityCopy().Replace(file, text, with);

        Refused(city).ShouldContain(because);
    }

    [Fact]
    public void Reasonable_grounds_never_reach_a_private_body()
    {
        using var city = new MunicipalityCopy()
            .Replace("city.yaml", "departments: [教育委員会 学校教育課] }", "departments: [教育委員会 学校教育課] }\n  - { id: npo, ja: 支援団体, kind: private-body, departments: [こども食堂] }")
            .Replace(Roster, "recipient: 子ども若者課", "recipient: こども食堂").Replace(Roster, "other-public-organ", "private-body");

        Refused(city).ShouldContain("never reaches a recipient of the kind 'private-body'");
    }

    [Fact]
    public void A_private_holder_does_not_rest_on_what_binds_public_organs()
    {
        using var city = new MunicipalityCopy()
            .Replace("city.yaml", "departments: [教育委員会 学校教育課] }", "departments: [教育委員会 学校教育課] }\n  - { id: clinic, ja: 診療所, kind: private-body, departments: [波音クリニック] }")
            .Replace(Epds, "holder: 健康医療対策課", "holder: 波音クリニック").Replace(Epds, "id: APPI-69-2-2", "id: APPI-69-1")
            .Replace(Epds, "  statute: 母子保健法13条", "  statute: 母子保健法\n  article: 13条").Replace(Epds, "recipientKind: same-organ", "recipientKind: other-public-organ")
            .Replace(Epds, "regime: public", "regime: private");

        Refused(city).ShouldContain("stands under 'private'");
    }

    [Fact]
    public void Within_the_purpose_says_the_affair_and_how_people_were_told()
    {
        using var city = new MunicipalityCopy().Replace(
            Epds, Grounds,
            "  id: APPI-61-1\n  specifiedPurpose: 産後の支援\n  affair: 母子保健法17条の2\n  register: 産婦健診ファイル\n  madeKnown: { how: form, where: 問診票, on: 2024-04-01 }\n");

        city.City.Provisions.Single(p => p.Id == "epds").Bases[0].Pattern.ShouldBe(1);
    }

    [Fact]
    public void A_basis_for_statistics_carries_no_purpose_about_single_children()
    {
        using var city = new MunicipalityCopy().Replace(Epds, Grounds, "  id: APPI-69-2-4\n  exception: statistics\n");

        var fault = Refused(city);

        fault.ShouldContain("'screening' is about single children");
        fault.ShouldContain("'narrowing' is about single children");
    }

    [Fact]
    public void A_basis_for_statistics_carries_what_only_counts()
    {
        using var policy = new PolicyCopy();
        policy.Append("purposes.yaml", "  - { id: statistics, ja: 統計, affair: 事業評価, aggregate: true }\n");
        using var city = new MunicipalityCopy().Replace(Epds, Grounds, "  id: APPI-69-2-4\n  exception: statistics\n")
            .Replace(Epds, "purposes: [linkage, screening, narrowing]", "purposes: [statistics]");

        city.Under(policy.Folder).Provisions.Single(p => p.Id == "epds").Purposes.ShouldBe(["statistics"]);
    }

    [Fact]
    public void What_only_counts_shows_nobody()
    {
        using var policy = new PolicyCopy();
        policy.Append("purposes.yaml", "  - { id: statistics, ja: 統計, affair: 事業評価, aggregate: true }\n");
        policy.Append("roles.yaml", "  - id: counter\n    ja: 集計担当\n    purposes:\n      - { id: statistics, rows: run-population, context: run }\n");

        Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(policy.Folder))).Message.ShouldContain("is aggregate");
    }

    [Theory]
    [InlineData("demands: [grounds, until, approver], organs: same", "demands: [grounds, until, approval], organs: same", "'approval' is unknown")]
    [InlineData("demands: [grounds, until, approver], organs: same", "demands: [grounds, approver], organs: same", "must demand 'until'")]
    [InlineData("organs: same", "organs: likewise", "'likewise' is unknown")]
    [InlineData("article: 25条の3", "article: article 25-3", "one law and one article")]
    public void Patterns_that_say_nothing_known_are_refused(string text, string with, string because)
    {
        using var policy = new PolicyCopy();
        policy.Replace("legal-bases.yaml", text, with);

        Should.Throw<PolicyException>(() => LawBook.Read(new PolicyFiles(policy.Folder))).Message.ShouldContain(because);
    }

    private static MunicipalityCopy ByLaw(string statute, string article) => new MunicipalityCopy()
        .Replace(Epds, Grounds, "  id: APPI-69-1\n").Replace(Epds, "  statute: 母子保健法13条", $"  statute: {statute}\n  article: {article}");

    private static string Refused(MunicipalityCopy city) => Should.Throw<PolicyException>(() => city.City).Message;
}
