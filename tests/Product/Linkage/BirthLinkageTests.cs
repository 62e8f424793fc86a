using ChildLink.Records.Linkage;
using ChildLink.Records.Store;

namespace ChildLink.Tests.Product.Linkage;

public sealed class BirthLinkageTests
{
    private static readonly Guid Mother = new(1, 0, 0, new byte[8]);
    private static readonly Guid First = new(2, 0, 0, new byte[8]);
    private static readonly Guid Second = new(3, 0, 0, new byte[8]);

    [Theory]
    [InlineData("2024-04-20", 2)]
    [InlineData("2021-05-01", 1)]
    [InlineData("2024-04-01", 2)]
    public void The_child_born_last_before_the_check_is_meant(string date, int child)
    {
        var decision = Decide(date, (First, "2021-04-10"), (Second, "2024-04-01"));
        (decision.Status, decision.Resident, decision.Method).ShouldBe((LinkStatus.Linked, child == 1 ? First : Second, LinkMethods.BirthRecord));
    }

    [Theory]
    [InlineData("2024-03-31")]
    [InlineData("2025-02-01")]
    public void A_check_before_the_birth_or_long_after_has_no_child(string date)
    {
        var decision = Decide(date, (First, "2024-04-01"));
        (decision.Status, decision.Cause).ShouldBe((LinkStatus.Absent, LinkCauses.NoBirthRecord));
    }

    [Fact]
    public void Twins_share_the_record_and_the_method_says_so()
    {
        var decision = Decide("2024-04-20", (Second, "2024-04-01"), (First, "2024-04-01"));
        (decision.Resident, decision.Method).ShouldBe((First, LinkMethods.BirthRecordSiblings));
    }

    [Fact]
    public void Without_a_date_a_person_decides()
    {
        Decide(null, (First, "2024-04-01")).ShouldSatisfyAllConditions(
            d => d.Status.ShouldBe(LinkStatus.Queued), d => d.Cause.ShouldBe(LinkCauses.DateMissing), d => d.Resident.ShouldBe(First));
        Decide(null, (First, "2024-04-01"), (Second, "2022-04-01")).Resident.ShouldBeNull();
        Decide("2024-04-20", (First, null)).Cause.ShouldBe(LinkCauses.DateMissing);
    }

    [Fact]
    public void The_child_of_another_mother_is_never_meant()
    {
        var births = new[] { SchoolRows.Record(First, [], ("birth.mother", "other"), ("birth.date", "2024-04-01")) };
        BirthLinkage.LinkAfterBirth(births, [Check("2024-04-20")], "epds", "epds.date", _ => Guid.Empty).Single().Status.ShouldBe(LinkStatus.Absent);
    }

    [Theory]
    [InlineData("2024-04-10", 2)]
    [InlineData("2024-03-20", 2)]
    [InlineData("2024-07-20", 2)]
    [InlineData("2021-04-01", 1)]
    [InlineData("2024-12-01", null)]
    public void A_due_date_leads_to_the_child_who_was_expected(string due, int? child)
    {
        var births = new[] { (First, "2021-04-10"), (Second, "2024-04-01") }
            .Select(b => SchoolRows.Record(b.Item1, [], ("birth.mother", "mother"), ("birth.date", b.Item2))).ToList();

        var decision = BirthLinkage.LinkByDueDate(
            births, [SchoolRows.Record(Mother, [], ("perinatal.due", due))], "perinatal-list", "perinatal.due", _ => Mother).Single();

        decision.Resident.ShouldBe(child switch { 1 => First, 2 => Second, _ => (Guid?)null });
        decision.Status.ShouldBe(child is null ? LinkStatus.Absent : LinkStatus.Linked);
    }

    private static LinkDecision Decide(string? date, params (Guid Child, string? Day)[] births) => BirthLinkage.LinkAfterBirth(
        [.. births.Select(b => SchoolRows.Record(b.Child, [], ("birth.mother", "mother"), ("birth.date", b.Day)))], [Check(date)], "epds", "epds.date", _ => Mother).Single();

    private static CurrentRecord Check(string? date) => SchoolRows.Record(Mother, [], ("epds.date", date));
}
