using ChildLink.Records.Linkage;

namespace ChildLink.Tests.Product.Linkage;

/// <summary>What pupils type themselves, without a number: the survey of the mind, and the social worker's rows.</summary>
public sealed class ChildlikeNameTests
{
    private const string Birth = "2015-06-18"; // grade 3 in 2024

    private readonly SchoolRows rows = new();
    private readonly Guid pupil;

    public ChildlikeNameTests()
    {
        pupil = rows.Pupil("山本　千晴", "ヤマモト　チハル", Birth);
        rows.Roster("山本千晴", "やまもとちはる", Birth, 3, number: 7);
    }

    [Theory]
    [InlineData("山本 千晴", LinkMethods.RosterName)]
    [InlineData("やまもと ちはる", LinkMethods.RosterName)]
    [InlineData("ヤマモトチハル", LinkMethods.RosterName)]
    [InlineData("山本千晴さん", LinkMethods.RosterName)]
    [InlineData("山本千晴です", LinkMethods.RosterName)]
    [InlineData("山本ちはる", LinkMethods.RosterChildlikeName)]
    [InlineData("やまもと千晴", LinkMethods.RosterChildlikeName)]
    [InlineData("千晴 山本", LinkMethods.RosterChildlikeName)]
    [InlineData("ちはる", LinkMethods.RosterGivenName)]
    [InlineData("千晴", LinkMethods.RosterGivenName)]
    public void Names_as_children_write_them_are_linked(string name, string method)
    {
        var decision = rows.Decision(rows.Survey(name, 3));
        (decision.Status, decision.Resident, decision.Method).ShouldBe((LinkStatus.Linked, pupil, method));
    }

    [Theory]
    [InlineData("山本晴", LinkStatus.Queued, LinkCauses.NameShortened)]
    [InlineData("山本", LinkStatus.Absent, LinkCauses.NoRegisterEntry)]
    [InlineData("山本ちあき", LinkStatus.Absent, LinkCauses.NoRegisterEntry)]
    [InlineData("", LinkStatus.Queued, LinkCauses.NameBlank)]
    public void Names_that_say_too_little_are_not_linked(string name, LinkStatus status, string cause)
    {
        var decision = rows.Decision(rows.Survey(name, 3));
        (decision.Status, decision.Cause).ShouldBe((status, cause));
    }

    [Theory]
    [InlineData("千春", "ちはる", "1")]
    [InlineData("千晴", "ちあき", "1")]
    public void A_given_name_that_another_of_the_class_has_in_writing_or_reading_is_left_to_a_person(string given, string reading, string group)
    {
        rows.Pupil($"佐藤　{given}", $"サトウ　{reading}", "2015-10-10");
        rows.Roster($"佐藤{given}", $"さとう{reading}", "2015-10-10", 3, group, number: 8);

        rows.Decision(rows.Survey("千晴", 3)).Status.ShouldBe(LinkStatus.Queued);
        rows.Decision(rows.Survey("ちはる", 3)).Status.ShouldBe(LinkStatus.Queued);
    }

    [Fact]
    public void A_given_name_takes_the_class_and_an_unlinked_entry_may_have_it_too()
    {
        rows.Decision(rows.Survey("千晴", 3, group: null)).Status.ShouldBe(LinkStatus.Queued);
        rows.Roster("小林千晴", "こばやしちはる", null, 3, number: 9);
        rows.Decision(rows.Survey("千晴", 3)).Status.ShouldBe(LinkStatus.Queued);
    }

    [Fact]
    public void A_given_name_beside_a_full_answer_of_the_same_month_is_contested()
    {
        var alone = rows.Survey("ちはる", 3, month: "202406");
        var whole = rows.Survey("山本千晴", 3, month: "202406");

        rows.Decision(alone).Cause.ShouldBe(LinkCauses.Contested);
        rows.Decision(whole).Status.ShouldBe(LinkStatus.Linked);
        rows.Decision(rows.Survey("ちはる", 3, month: "202407")).Status.ShouldBe(LinkStatus.Linked);
    }

    [Fact]
    public void A_mixed_name_of_two_pupils_of_one_reading_is_left_to_a_person()
    {
        rows.Pupil("山本　千春", "ヤマモト　チハル", "2015-10-10");
        rows.Roster("山本千春", "やまもとちはる", "2015-10-10", 3, number: 8);

        rows.Decision(rows.Survey("山本ちはる", 3)).Cause.ShouldBe(LinkCauses.Ambiguous);
        rows.Decision(rows.Survey("山本千晴", 3)).Resident.ShouldBe(pupil);
    }

    [Fact]
    public void A_mixed_name_that_an_unlinked_entry_of_the_class_may_have_is_left_to_a_person()
    {
        rows.Roster("山本千春", "やまもとちはる", null, 3, number: 8);
        rows.Decision(rows.Survey("山本ちはる", 3)).Cause.ShouldBe(LinkCauses.Ambiguous);
        rows.Decision(rows.Survey("山本ちはる", 3, group: "2")).Status.ShouldNotBe(LinkStatus.Linked);
        rows.Decision(rows.SocialWorker("山本ちはる", 3)).Status.ShouldBe(LinkStatus.Queued);
    }

    [Theory]
    [InlineData("1001", LinkStatus.Queued)]
    [InlineData(null, LinkStatus.Queued)]
    [InlineData("1002", LinkStatus.Linked)]
    public void A_mixed_name_of_a_pupil_whom_the_roster_lacks_is_left_to_a_person(string? school, LinkStatus status)
    {
        rows.Pupil("山本　千春", "ヤマモト　チハル", "2015-10-10", school);
        rows.Decision(rows.Survey("山本ちはる", 3)).Status.ShouldBe(status);
    }

    [Fact]
    public void The_social_worker_names_school_grade_and_name_only()
    {
        rows.Decision(rows.SocialWorker("山本 千晴", 3)).Resident.ShouldBe(pupil);
        rows.Decision(rows.SocialWorker("山本 千晴", 4)).Status.ShouldNotBe(LinkStatus.Linked);
        rows.Decision(rows.SocialWorker("山本 千晴", 3, school: "1002")).Status.ShouldBe(LinkStatus.Queued);
    }
}
