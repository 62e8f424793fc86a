using ChildLink.Records.Linkage;

namespace ChildLink.Tests.Product.Linkage;

public sealed class RosterLinkageTests
{
    private const string Birth = "2015-06-18"; // grade 3 in 2024

    private readonly SchoolRows rows = new();

    [Theory]
    [InlineData("森田蓮", "もりた れん", Birth, 3, LinkMethods.BirthDate)]
    [InlineData("森田蓮", null, Birth, 3, LinkMethods.BirthDate)]
    [InlineData(null, "もりた れん", Birth, 3, LinkMethods.BirthDate)]
    [InlineData("森田蓮", null, Birth, null, LinkMethods.BirthDate)]
    [InlineData("森田　蓮", "もりたれん", null, 3, LinkMethods.NameAndReading)]
    [InlineData("森田　蓮", "もりたれん", null, null, LinkMethods.NameAndReading)]
    [InlineData("森田　蓮", null, null, 3, LinkMethods.NameOrReading)]
    [InlineData("守田蓮", "もりたれん", null, 3, LinkMethods.NameOrReading)]
    [InlineData("森田蓮", "もりたれん", "2015-06-81", 3, LinkMethods.NameAndReading)]
    [InlineData("森田蓮", "もりたれん", "2015-08-16", 3, LinkMethods.BirthDateSlip)]
    [InlineData("杉本蓮", "すぎもとれん", Birth, 3, LinkMethods.SurnameChanged)]
    public void Rules_link_a_pupil_of_the_school(string? name, string? kana, string? birth, int? grade, string method)
    {
        var pupil = rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        var decision = rows.Decision(rows.Roster(name, kana, birth, grade));
        (decision.Status, decision.Resident, decision.Method, decision.Cause).ShouldBe((LinkStatus.Linked, pupil, method, null));
    }

    [Theory]
    [InlineData("森田蓮", "もりたれん", Birth, "1002", LinkStatus.Linked, null)]
    [InlineData("森田蓮", "もりたれん", null, null, LinkStatus.Linked, null)]
    [InlineData("森田蓮", "もりたれん", null, "1002", LinkStatus.Queued, LinkCauses.RegisteredAtOtherSchool)]
    [InlineData("森田蓮", null, Birth, "1002", LinkStatus.Absent, LinkCauses.NoRegisterEntry)]
    public void Without_the_school_name_and_reading_must_agree(string name, string? kana, string? birth, string? registeredAt, LinkStatus status, string? cause)
    {
        rows.Pupil("森田　蓮", "モリタ　レン", Birth, registeredAt);
        var decision = rows.Decision(rows.Roster(name, kana, birth, 3));
        (decision.Status, decision.Cause).ShouldBe((status, cause));
    }

    [Fact]
    public void Alias_and_former_surname_are_names_too()
    {
        var first = rows.Pupil("PHAM KHANH LINH", "ファム　カイン　リン", Birth, alias: "山川　凛", aliasKana: "ヤマカワ　リン");
        var second = rows.Pupil("近藤　南", "コンドウ　ミナミ", Birth, former: "小林");
        rows.Decision(rows.Roster("山川凛", "やまかわりん", Birth, 3)).Resident.ShouldBe(first);
        rows.Decision(rows.Roster("小林南", null, Birth, 3, number: 2)).Resident.ShouldBe(second);
    }

    [Fact]
    public void Two_pupils_of_one_name_without_dates_are_left_to_a_person()
    {
        rows.Pupil("渡辺　美結", "ワタナベ　ミユ", "2015-05-05");
        rows.Pupil("渡辺　美結", "ワタナベ　ミユ", "2015-09-09");
        var one = rows.Roster("渡辺美結", "わたなべみゆ", null, 3, number: 1);
        var two = rows.Roster("渡辺美結", "わたなべみゆ", null, 3, number: 2);
        new[] { rows.Decision(one), rows.Decision(two) }.ShouldAllBe(d => d.Status == LinkStatus.Queued && d.Cause == LinkCauses.Ambiguous && d.Resident == null);
    }

    [Fact]
    public void Dates_part_two_pupils_of_one_name()
    {
        var first = rows.Pupil("渡辺　美結", "ワタナベ　ミユ", "2015-05-05");
        var second = rows.Pupil("渡辺　美結", "ワタナベ　ミユ", "2015-09-09");
        rows.Decision(rows.Roster("渡辺美結", "わたなべみゆ", "2015-09-09", 3, number: 1)).Resident.ShouldBe(second);
        rows.Decision(rows.Roster("渡辺美結", "わたなべみゆ", "2015-05-05", 3, number: 2)).Resident.ShouldBe(first);
    }

    [Fact]
    public void Two_rows_that_claim_one_pupil_are_contested()
    {
        var pupil = rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        var one = rows.Roster("森田蓮", "もりたれん", Birth, 3, number: 1);
        rows.Roster("森田蓮", "もりたれん", Birth, 3, number: 2);
        var decision = rows.Decision(one);
        (decision.Status, decision.Cause, decision.Resident).ShouldBe((LinkStatus.Queued, LinkCauses.Contested, pupil));
    }

    [Fact]
    public void The_same_row_delivered_twice_is_one()
    {
        rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        var one = rows.Roster("森田蓮", "もりたれん", Birth, 3);
        var two = rows.Roster("森田蓮", "もりたれん", Birth, 3);
        new[] { rows.Decision(one), rows.Decision(two) }.ShouldAllBe(d => d.Status == LinkStatus.Linked);
    }

    [Theory]
    [InlineData("森田蓮", "もりたれん", "2016-01-30", LinkCauses.BirthDateDiffers)]
    [InlineData(null, "もりたれん", "2016-01-30", LinkCauses.NameBlank)]
    [InlineData("杉本蓮", "すぎもとれん", null, LinkCauses.SurnameDiffers)]
    public void What_is_queued_says_why_and_proposes(string? name, string kana, string? birth, string cause)
    {
        var pupil = rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        var decision = rows.Decision(rows.Roster(name, kana, birth, 3));
        (decision.Status, decision.Cause, decision.Resident, decision.Probability).ShouldBe((LinkStatus.Queued, cause, pupil, null));
    }

    [Fact]
    public void A_pupil_who_changed_school_in_the_year_is_linked_on_both_rosters()
    {
        var pupil = rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        var here = rows.Roster("森田蓮", "もりたれん", Birth, 3);
        var there = rows.Roster("森田蓮", "もりたれん", Birth, 3, school: "1002");
        rows.Decision(here).Resident.ShouldBe(pupil);
        rows.Decision(there).ShouldSatisfyAllConditions(d => d.Resident.ShouldBe(pupil), d => d.Method.ShouldBe(LinkMethods.Transferred));
    }

    [Fact]
    public void A_lower_secondary_school_may_count_its_grades_from_one()
    {
        rows.Pupil("野口　翔", "ノグチ　ショウ", "2011-08-12", "2001", grade: 1);
        rows.Roster("野口翔", "のぐちしょう", "2011-08-12", 1, school: "2001", number: 2);
        var left = rows.Pupil("小川　瑠偉", "オガワ　ルイ", "2011-06-11", school: null);
        rows.Decision(rows.Roster("小川瑠偉", "おがわるい", null, 1, school: "2001")).Resident.ShouldBe(left);
    }

    [Fact]
    public void A_roster_of_the_year_before_is_judged_by_the_grades_of_that_year()
    {
        var pupil = rows.Pupil("森田　蓮", "モリタ　レン", Birth);
        rows.Decision(rows.Roster("森田蓮", "もりたれん", Birth, 2, fy: "2023")).Resident.ShouldBe(pupil);
        rows.Decision(rows.Roster("森田蓮", "もりたれん", Birth, 3, fy: "2023", number: 2)).Status.ShouldBe(LinkStatus.Absent);
    }
}
