using ChildLink.Records.Linkage;

namespace ChildLink.Tests.Product.Linkage;

public sealed class AttendanceLinkageTests
{
    private const string Birth = "2015-06-18"; // grade 3 in 2024

    private readonly SchoolRows rows = new();
    private readonly Guid pupil;

    public AttendanceLinkageTests()
    {
        pupil = rows.Pupil("𠮷田　蓮", "ヨシダ　レン", Birth, former: "大木");
        rows.Roster("吉田蓮", "よしだれん", Birth, 3, number: 7);
    }

    [Theory]
    [InlineData("吉田 蓮", 7, LinkMethods.RosterNumber)]
    [InlineData("〓田 蓮", 7, LinkMethods.RosterNumber)]
    [InlineData("田 蓮〓", null, null)]
    [InlineData("大木蓮", 7, LinkMethods.RosterNumber)]
    [InlineData("吉田 蓮", null, LinkMethods.RosterName)]
    public void Rows_are_linked_through_the_roster(string name, int? number, string? method)
    {
        var decision = rows.Decision(rows.Attendance(name, 3, number: number));
        (decision.Resident, decision.Method).ShouldBe(method is null ? (null, LinkMethods.None) : (pupil, method));
    }

    [Fact]
    public void A_roster_without_a_number_is_found_by_name()
    {
        var other = rows.Pupil("佐々木　晴", "ササキ　ハル", Birth);
        rows.Roster("佐々木晴", "ささきはる", Birth, 3, number: null);
        rows.Decision(rows.Attendance("佐々木晴", 3, number: 13)).Resident.ShouldBe(other);
    }

    [Fact]
    public void A_blank_name_is_filled_from_other_months_of_the_same_place()
    {
        var blank = rows.Attendance(null, 3, number: 7, month: "202405");
        rows.Decision(blank).Cause.ShouldBe(LinkCauses.NameBlank);
        rows.Attendance("吉田蓮", 3, number: 7, month: "202406");
        rows.Decision(blank).ShouldSatisfyAllConditions(d => d.Resident.ShouldBe(pupil), d => d.Method.ShouldBe(LinkMethods.RosterNumberOtherMonths));
        rows.Attendance("別人", 3, number: 7, month: "202407");
        rows.Decision(blank).Cause.ShouldBe(LinkCauses.NameBlank);
    }

    [Fact]
    public void A_pupil_who_left_before_the_roster_was_made_is_found_in_the_register()
    {
        var left = rows.Pupil("谷口　結衣", "タニグチ　ユイ", Birth);
        var row = rows.Attendance("谷口結衣", 3, number: 8, month: "202404");
        rows.Decision(row).ShouldSatisfyAllConditions(d => d.Resident.ShouldBe(left), d => d.Method.ShouldBe(LinkMethods.RegisterName));
        rows.Attendance("谷口結衣", 3, number: 9, month: "202404");
        rows.Decision(row).Cause.ShouldBe(LinkCauses.Contested);
    }

    [Fact]
    public void What_the_roster_left_open_stays_open()
    {
        rows.Pupil("近藤　南", "コンドウ　ミナミ", Birth);
        rows.Roster("小林南", "こばやしみなみ", null, 3, number: 8);
        rows.Decision(rows.Attendance("小林南", 3, number: 8)).Cause.ShouldBe(LinkCauses.RosterEntryNotLinked);
    }

    [Fact]
    public void Another_name_at_the_number_is_never_linked()
    {
        rows.Pupil("山本　杏", "ヤマモト　アン", Birth);
        rows.Roster("山本杏", "やまもとあん", Birth, 3, number: 8);
        rows.Decision(rows.Attendance("山本杏", 3, number: 7)).Cause.ShouldBe(LinkCauses.NumberDiffers);
        rows.Decision(rows.Attendance("別人", 3, number: 7)).Cause.ShouldBe(LinkCauses.NameDiffers);
        rows.Decision(rows.Attendance("山本杏", 3, number: 30)).Cause.ShouldBe(LinkCauses.NumberDiffers);
        rows.Decision(rows.Attendance("別人", 3, number: 30)).Cause.ShouldBe(LinkCauses.NoRegisterEntry);
    }

    [Fact]
    public void A_name_at_a_school_that_does_not_know_it_is_only_proposed()
    {
        var decision = rows.Decision(rows.Attendance("吉田蓮", 3, number: 1, school: "1002"));
        (decision.Status, decision.Cause, decision.Resident).ShouldBe((LinkStatus.Queued, LinkCauses.NotOnRoster, pupil));
    }

    [Theory]
    [InlineData("吉田蓮", 3, "1", "1001", LinkStatus.Linked, null)]
    [InlineData("吉田蓮", null, null, "1001", LinkStatus.Linked, null)]
    [InlineData("吉田蓮", 3, "2", "1001", LinkStatus.Queued, LinkCauses.NumberDiffers)]
    [InlineData("吉田蓮", 3, "1", null, LinkStatus.Queued, LinkCauses.NotOnRoster)]
    [InlineData(null, 3, "1", "1001", LinkStatus.Queued, LinkCauses.NameBlank)]
    public void The_list_of_those_who_do_not_attend_is_linked_by_name(string? name, int? grade, string? group, string? school, LinkStatus status, string? cause)
    {
        var decision = rows.Decision(rows.NonAttendance(name, grade, group, school));
        (decision.Status, decision.Cause).ShouldBe((status, cause));
    }

    [Fact]
    public void Two_pupils_of_one_name_in_one_class_are_left_to_a_person()
    {
        rows.Pupil("吉田　蓮", "ヨシダ　レン", "2015-10-10");
        rows.Roster("吉田蓮", "よしだれん", "2015-10-10", 3, number: 8);
        rows.Decision(rows.NonAttendance("吉田蓮", 3)).Cause.ShouldBe(LinkCauses.Ambiguous);
    }
}
