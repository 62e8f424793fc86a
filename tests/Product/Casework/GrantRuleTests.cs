using ChildLink.Casework.Grants;

namespace ChildLink.Tests.Product.Casework;

/// <summary>What a grant demands, without database or clock.</summary>
public sealed class GrantRuleTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 11, 0, 0, 0, TimeSpan.Zero);

    private static GrantRequest Request { get; } = new("attendance.absent", "APPI-69-1", "1001", null, "協議会の求め", "見守りに要る", null, Now.AddDays(30));

    [Fact]
    public void A_year_to_the_instant_is_allowed()
    {
        GrantRules.Check(Request, Now).ShouldBeNull();
        GrantRules.Check(Request with { Until = Now.AddYears(1) }, Now).ShouldBeNull();
        GrantRules.Check(Request with { From = Now, Until = Now.AddYears(1), Persons = ["a", "b"] }, Now).ShouldBeNull();
    }

    public static TheoryData<string, GrantRequest> Unfit => new()
    {
        { "item", Request with { Item = " " } },
        { "item", Request with { Item = new string('x', 101) } },
        { "basis", Request with { Basis = "" } },
        { "institution", Request with { Institution = "10\u000001" } },
        { "trigger", Request with { Trigger = " " } },
        { "trigger", Request with { Trigger = new string('あ', 1001) } },
        { "reason", Request with { Reason = "" } },
        { "reason", Request with { Reason = "\ud800" } },
        { "persons", Request with { Persons = [] } },
        { "persons", Request with { Persons = ["a", "a"] } },
        { "persons", Request with { Persons = [.. Enumerable.Range(0, 21).Select(i => $"p{i}")] } },
        { "persons", Request with { Persons = [" "] } },
        { "from", Request with { From = Now.AddTicks(-1) } },
        { "from", Request with { From = Now.AddYears(1).AddTicks(1), Until = Now.AddYears(1).AddDays(1) } },
        { "until", Request with { Until = Now } },
        { "until", Request with { Until = Now.AddYears(1).AddTicks(1) } },
        { "until", Request with { From = Now.AddDays(31) } },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void The_part_that_is_wrong_is_named(string field, GrantRequest request) => GrantRules.Check(request, Now).ShouldNotBeNull().Field.ShouldBe(field);

    [Theory]
    [InlineData("proposed", 1, "other", null)]
    [InlineData("proposed", 2, "other", typeof(GrantOutcome.Conflict))]
    [InlineData("approved", 1, "other", typeof(GrantOutcome.Decided))]
    [InlineData("refused", 1, "other", typeof(GrantOutcome.Decided))]
    [InlineData("ended", 1, "other", typeof(GrantOutcome.Decided))]
    [InlineData("proposed", 1, "proposer", typeof(GrantOutcome.SamePerson))]
    [InlineData("proposed", 1, "ＰＲＯＰＯＳＥＲ", typeof(GrantOutcome.SamePerson))]
    [InlineData("proposed", 1, "teacher", typeof(GrantOutcome.SamePerson))]
    public void Who_decides_on_what_is_another_person_and_the_present_version(string state, long version, string person, Type? outcome) =>
        (GrantRules.Hinders(Of(state), version, person, Now)?.GetType()).ShouldBe(outcome);

    [Fact]
    public void A_proposal_whose_period_ran_out_is_decided_by_nobody() =>
        GrantRules.Hinders(Of("proposed"), 1, "other", Now.AddDays(30)).ShouldBeOfType<GrantOutcome.Decided>();

    private static Grant Of(string state) => new(
        Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "attendance.absent", "attendance", "APPI-69-1", "児童福祉法25条の3", "1001", ["teacher"], Now, Now.AddDays(30), state,
        "proposer", Now, null, null, null, null, 1);
}
