namespace ChildLink.Tests.Product.Screening;

public sealed class PopulationTests
{
    [Fact]
    public void Children_are_residents_with_school_age_up_to_eighteen()
    {
        new GivenTown().Person("A", "2025-01-10").Person("B", "2006-04-02").Person("C", "2006-04-01").Person("D", "2025-01-11").Person("E", "")
            .Children().ShouldBe("AB");
    }

    [Fact]
    public void Moved_out_children_are_left_out()
    {
        var town = new GivenTown()
            .Person("A", "2015-05-05", more: [("resident.moved-out-on", "2025-01-10"), ("resident.status", "除票")])
            .Person("B", "2015-05-05", more: [("resident.changed-on", "2024-09-01"), ("resident.status", "除票")])
            .Person("C", "2015-05-05", more: ("resident.status", "除票"))
            .Person("D", "2015-05-05", more: ("resident.status", "住登者")).Left("D", "2024-12-31")
            .Person("E", "2015-05-05", more: ("resident.status", "住登者"));

        town.Children().ShouldBe("E");
    }

    [Fact]
    public void Who_moves_out_later_or_comes_later_is_judged_by_the_day()
    {
        var town = new GivenTown()
            .Person("A", "2015-05-05").Left("A", "2025-01-11")
            .Person("B", "2015-05-05", more: ("resident.became-resident-on", "2025-01-11"));

        town.Children().ShouldBe("A");
        town.Children(new DateOnly(2025, 1, 11)).ShouldBe("B");
    }

    [Fact]
    public void Any_day_of_the_calendar_may_be_asked_for()
    {
        var town = new GivenTown().Person("A", "2015-05-05");

        town.Children(DateOnly.MaxValue).ShouldBe("");
        town.Children(DateOnly.MinValue).ShouldBe("");
    }

    [Fact]
    public void The_household_counts_who_lives_there_now()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "1985-05-05", "世帯主")
            .Person("C", "1985-05-05", "妻", more: ("resident.moved-out-on", "2024-05-05")).Person("D", "2015-05-05", household: "");

        town.Features(null, null, "F01").Rows.ToDictionary(r => r.Id, r => r.HouseholdSize)
            .ShouldBe(new Dictionary<Guid, int> { [GivenTown.Id("A")] = 2, [GivenTown.Id("D")] = 1 }, ignoreOrder: true);
    }
}
