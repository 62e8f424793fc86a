using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Law;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Law;

/// <summary>What a provision may say under <c>grants</c> (個別提供), held against the provisions of the repository with one thing changed.</summary>
public sealed class GrantTermsTests
{
    private const string Checkup = "provisions/checkup-3y.yaml";
    private const string Attendance = "provisions/attendance.yaml";
    private const string Item = "items: [checkup-3y.decayed-teeth]\n    basis:";
    private static readonly DateTimeOffset Now = new(2025, 1, 11, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("      id: APPI-69-1\n", "      id: APPI-69-2-4\n      grounds: g\n      exception: special-reason\n", "is no basis by statute and article")]
    [InlineData("      id: APPI-69-1\n", "      id: APPI-61-1\n", "is no basis by statute and article")]
    [InlineData("      id: APPI-69-1\n", "      id: DV-GUIDELINE\n", "is no basis by statute and article")]
    [InlineData("      id: APPI-69-1\n", "      id: APPI-99\n", "is not in legal-bases.yaml")]
    [InlineData("      id: APPI-69-1\n", "      id: APPI-27-1-1\n", "do not fit")]
    [InlineData("scope: named-child", "scope: population", "a grant carries one child")]
    [InlineData("scope: named-child", "scope: flagged", "a grant carries one child")]
    [InlineData("      article: 25条の3\n", "", "demands 'article'")]
    [InlineData("      requestOf: 要保護児童対策地域協議会\n", "", "requestOf says whose")]
    [InlineData("      trigger: request\n", "", "demands 'trigger'")]
    [InlineData("      from: 2024-04-01\n      until: 2030-04-01\n    necessity", "      from: 2024-04-01\n      until: 2024-04-01\n    necessity", "before it begins")]
    [InlineData("      regime: public\n      from: 2024-04-01\n      until: 2030-04-01\n    necessity", "      regime: public\n      purposes: [screening]\n      from: 2024-04-01\n    necessity", "carries 'child-support' only")]
    [InlineData("    necessity: 養育の状況を学校の養護教諭が継続して見守るために、健診時の状態を知る必要がある。\n", "", "needs special care")]
    [InlineData(Item, "items: [checkup-3y.child]\n    basis:", "only a raw item is ever granted")]
    [InlineData(Item, "items: [checkup-3y.unheard-of]\n    basis:", "is no item of a column")]
    [InlineData(Item, "items: [child.name]\n    basis:", "is no item of a column")]
    [InlineData(Item, "items: []\n    basis:", "names no item")]
    [InlineData("recipient: 子ども若者課", "recipient: 健康医療対策課", "another department hands over")]
    public void What_the_law_or_the_floor_does_not_carry_is_refused(string text, string with, string because)
    {
        using var copy = new MunicipalityCopy().Replace(Checkup, text, with);

        Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain(because);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("address")]
    [InlineData("whereabouts")]
    [InlineData("household")]
    [InlineData("key")]
    [InlineData("result")]
    [InlineData("case")]
    [InlineData("attribute")]
    public void Nothing_but_a_raw_item_is_ever_granted(string fieldClass)
    {
        using var copy = new MunicipalityCopy().Replace(Attendance, "attendance.absent], class: raw }", $"attendance.absent], class: {fieldClass} }}");

        Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain("only a raw item is ever granted");
        // Nor does the table take it, should an item come to it by another way.
        var item = new CatalogueEntry { Id = "other.item", Ja = "x", Class = fieldClass, From = ["attendance"] };
        item.AllowGrants();
        Should.Throw<PolicyException>(() => PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), null, [item])).Message.ShouldContain("only a raw item is ever granted");
    }

    [Theory]
    [InlineData("転出先住所")]
    [InlineData("前 住 所")]
    [InlineData("ジュウショ")]
    [InlineData("ｼﾞｭｳｼｮ")]
    [InlineData("町名")]
    [InlineData("番地")]
    [InlineData("TEL")]
    [InlineData("ｔｅｌ")]
    [InlineData("連絡先電話番号")]
    [InlineData("アドレス")]
    [InlineData("児童氏名")]
    [InlineData("保護者氏名")]
    [InlineData("母")]
    [InlineData("父の年齢")]
    [InlineData("兄弟姉妹")]
    [InlineData("世帯主")]
    [InlineData("入所施設")]
    [InlineData("通学先学校名")]
    public void A_column_that_tells_who_or_where_somebody_is_is_never_granted_whatever_its_class_and_type(string name)
    {
        foreach (var type in new[] { "integer", "number", "date", "code, values: [あり, なし]", "text" })
        {
            using var copy = Granting(name, type);

            Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain("tells who or where somebody is or with whom they live; that is never granted");
        }
    }

    [Theory]
    [InlineData("備考", "text")]
    [InlineData("所見", "text")]
    [InlineData("きょうだい", "resident-code")]
    [InlineData("在籍", "school-code")]
    [InlineData("番号", "household-number")]
    [InlineData("所見", "code")]
    public void What_may_hold_any_words_or_a_key_is_never_granted(string name, string type)
    {
        using var copy = Granting(name, type);

        Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain($"of the type '{type}'; only integer, number, date and code with values are ever granted");
    }

    [Theory]
    [InlineData("integer")]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("code, values: [あり, なし]")]
    public void What_is_counted_dated_or_chosen_is_granted_once_its_class_is_written(string type)
    {
        using var copy = Granting("再検査", type);

        copy.City.Items.Single(i => i.Id == "checkup-3y.other").Grantable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  - { items: [checkup-3y.other] }\n")]
    [InlineData("  - { items: [checkup-3y.other], special: true }\n")]
    public void An_item_whose_class_nobody_wrote_is_never_granted(string group)
    {
        using var copy = Granting("再検査", "integer", group);

        Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain("'checkup-3y.other' has no class");
    }

    [Fact]
    public void Secrecy_by_another_statute_needs_an_answer_of_its_own()
    {
        const string Epds = "provisions/epds.yaml";
        const string Grants = """
            grants:
              - items: [epds.date]
                basis: { id: APPI-69-1, statute: 児童福祉法, article: 25条の3, trigger: own-task, scope: named-child, recipientKind: other-public-organ, regime: public, from: 2024-04-01 }
            """;
        using var copy = new MunicipalityCopy().Replace(Epds, "retention: P5Y", $"{Grants}\nretention: P5Y");
        Should.Throw<PolicyException>(() => copy.City).Message.ShouldContain("nothing is answered to it for the institution");

        copy.Replace(Epds, "    basis: { id: APPI-69-1", "    restrictions: [{ statute: 保健師助産師看護師法42条の2, answer: 校長と養護教諭に限る }]\n    basis: { id: APPI-69-1");
        copy.City.Items.Single(i => i.Id == "epds.date").Grantable.ShouldBeTrue();
    }

    [Fact]
    public void One_item_has_one_set_of_terms_at_a_time()
    {
        using var twice = new MunicipalityCopy().Replace(
            Checkup, "retention: P5Y",
            "  - items: [checkup-3y.decayed-teeth]\n    necessity: n\n    basis: { id: APPI-69-1, statute: 児童福祉法, article: 25条, trigger: own-task, scope: named-child, recipientKind: other-public-organ, regime: public, from: 2029-04-01 }\nretention: P5Y");
        Should.Throw<PolicyException>(() => twice.City).Message.ShouldContain("stands twice under APPI-69-1");

        twice.Replace(Checkup, "from: 2029-04-01", "from: 2030-04-01").City.Provisions.Single(p => p.Id == "checkup-3y").Grants.Count.ShouldBe(2, "one after the other");
    }

    [Theory]
    [InlineData("1001", true)]
    [InlineData("2001", true)]
    [InlineData("8001", false)]
    [InlineData("9999", false)]
    public void An_institution_without_an_organ_is_given_nothing(string institution, bool any)
    {
        using var copy = new MunicipalityCopy();

        new GrantLaw(copy.City).To(institution, Now).Any().ShouldBe(any);
    }

    [Fact]
    public void The_kind_of_recipient_and_the_instant_decide()
    {
        using var elsewhere = new MunicipalityCopy().Replace(Checkup, "recipientKind: other-public-organ", "recipientKind: private-body");
        new GrantLaw(elsewhere.City).To("1001", Now).Select(g => g.Item.Id).ShouldNotContain("checkup-3y.decayed-teeth");

        using var copy = new MunicipalityCopy();
        var law = new GrantLaw(copy.City);
        var end = new DateTimeOffset(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
        law.To("1001", Now).Select(g => g.Item.Id).ShouldBe(["attendance.school-days", "attendance.present", "attendance.absent", "checkup-3y.decayed-teeth"], ignoreOrder: true);
        law.To("1001", end.AddMilliseconds(-1)).Count().ShouldBe(4);
        law.To("1001", end).ShouldBeEmpty();
        law.To("1001", Now).First().Ends(Now).ShouldBe(end);
    }

    [Fact]
    public void A_provision_that_ended_gives_nothing_although_the_terms_go_on()
    {
        using var copy = new MunicipalityCopy().Replace(Checkup, "  until: 2030-04-01\n  trigger", "  until: 2024-12-01\n  trigger");

        new GrantLaw(copy.City).To("1001", Now).Select(g => g.Item.Id).ShouldNotContain("checkup-3y.decayed-teeth");
    }

    [Theory]
    [InlineData("25条の3", "other-public-organ", "2030-04-01", "2031-04-01", "2031-04-01")]
    [InlineData("25条の3", "other-public-organ", "2030-04-01", null, "2035-04-01")]
    [InlineData("25条の3", "other-public-organ", "2030-04-02", "2031-04-01", "2030-04-01")]
    [InlineData("25条の3", "private-body", "2030-04-01", "2031-04-01", "2030-04-01")]
    [InlineData("25条", "other-public-organ", "2030-04-01", "2031-04-01", "2030-04-01")]
    public void Terms_that_follow_at_once_under_the_same_article_carry_on(string article, string recipient, string from, string? until, string ends)
    {
        var end = until is null ? "" : $", until: {until}";
        using var copy = new MunicipalityCopy()
            .Replace(Checkup, "  until: 2030-04-01\n  trigger", "  until: 2035-04-01\n  trigger")
            .Replace(Checkup, "retention: P5Y", $"""
                  - items: [checkup-3y.decayed-teeth]
                    necessity: n
                    basis: {"{"} id: APPI-69-1, statute: 児童福祉法, article: {article}, trigger: own-task, scope: named-child, recipientKind: {recipient}, regime: public, from: {from}{end} {"}"}
                retention: P5Y
                """);

        new GrantLaw(copy.City).To("1001", Now).Single(g => g.Item.Id == "checkup-3y.decayed-teeth").Ends(Now)
            .ShouldBe(DateTimeOffset.Parse(ends + "T00:00:00+09:00"));
    }

    [Fact]
    public void Its_end_is_warned_of_unless_other_terms_follow()
    {
        var at = new DateTimeOffset(2030, 3, 20, 0, 0, 0, TimeSpan.FromHours(9));
        const string Next = """
              - items: [checkup-3y.decayed-teeth]
                necessity: n
                basis: { id: APPI-69-1, statute: 児童福祉法, article: 25条, trigger: own-task, scope: named-child, recipientKind: other-public-organ, regime: public, from: 2030-04-01 }
            retention: P5Y
            """;
        using var copy = new MunicipalityCopy();
        IReadOnlyList<BasisEnd> Ends() => [.. BasisCalendar.Endings(copy.City.Provisions.Where(p => p.Id == "checkup-3y"), at).Where(e => e.Purposes.Contains("child-support"))];

        Ends().ShouldHaveSingleItem().Within.ShouldBe(30);
        copy.Replace(Checkup, "retention: P5Y", Next);
        Ends().ShouldBeEmpty();
    }

    [Fact]
    public void Explain_names_the_terms_or_that_there_are_none()
    {
        using var copy = new MunicipalityCopy();
        var policy = PolicyCompiler.Compile(new PolicyFiles(RepositoryFolders.Policies), null, copy.City.Items);
        var explainer = new PolicyExplainer(policy, copy.City);

        var open = explainer.Explain("user-entity", "child-support", "attendance.absent", Now);
        (open.Decision.Disposition, open.Decision.Guard, open.Decision.Rule).ShouldBe((Disposition.Clear, RowGuard.Granted | RowGuard.Unprotected, "U-5"));
        open.Needs.Single(n => n.Kind == "grant").Text.ShouldContain("児童福祉法25条の3");
        open.Needs.ShouldContain(n => n.Kind == "protection");
        var none = explainer.Explain("user-entity", "child-support", "epds.total", Now);
        none.Decision.Disposition.ShouldBe(Disposition.Withheld);
        none.Needs.Single(n => n.Kind == "grant").Text.ShouldContain("no provision allows");
        explainer.Explain("analyst", "screening", "epds.total", Now).Needs.ShouldNotContain(n => n.Kind == "grant");
        var ended = explainer.Explain("user-entity", "child-support", "attendance.absent", Now.AddYears(6));
        (ended.Decision.Disposition, ended.Decision.Rule).ShouldBe((Disposition.Withheld, DecisionTable.BasisNotInForce));
        // Without the rule no grant opens anything.
        policy.Decide("user-entity", "child-support", FieldId.Of("attendance.ill")).Disposition.ShouldBe(Disposition.Withheld);
    }

    /// <summary>A city that would grant one more item of the check-up.</summary>
    private static MunicipalityCopy Granting(string column, string type, string group = "  - { items: [checkup-3y.other], class: raw }\n") => new MunicipalityCopy()
        .Replace(Checkup, "  - { name: 体重kg, type: text }", $"  - {{ name: {column}, item: checkup-3y.other, type: {type} }}")
        .Replace(Checkup, "  - { items: [checkup-3y.child], class: key }\n", $"  - {{ items: [checkup-3y.child], class: key }}\n{group}")
        .Replace(Checkup, Item, "items: [checkup-3y.other]\n    basis:");
}
