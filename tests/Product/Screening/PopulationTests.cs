using ChildLink.Learning;

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

    /// <summary>A child who lives with the grandparents since custody lived elsewhere before; the row of today does not say where.</summary>
    [Theory]
    [InlineData("2025-01-11", null)]
    [InlineData("2025-01-10", 1)]
    [InlineData("", 1)]
    public void A_row_that_changed_after_the_day_does_not_tell_of_the_household(string changed, int? known)
    {
        var town = new GivenTown().Person("A", "2015-05-05", "子の子", more: [("resident.changed-on", changed), ("resident.previous-address", "elsewhere")])
            .Person("H", "1955-05-05", "世帯主", more: ("resident.kind", "外国人")).Person("M", "1985-05-05", "子", more: ("resident.sex", "2"))
            .Person("B", "2016-05-05", "子の子").Person("C", "2017-05-05", "子の子").Council("H", "1970-01-01").Allowance("B", "M")
            .Person("Z", "2015-05-05", household: "9");

        foreach (var item in new[] { "F03", "F05", "F38", "F46", "F52", "A01", "A02" })
            town.Cell("A", item).ShouldBe(known is { } value ? Cell.Known(value) : Cell.Unknown, item);
        town.Cell("A", "F53").ShouldBe(known is null ? Cell.Unknown : Cell.Known(0), "nobody can say who of the household is the mother");
        town.Cell("B", "F03").ShouldBe(known is null ? Cell.Unknown : Cell.Known(1), "who was here with B on the day is not known either");
        town.Cell("B", "F05").ShouldBe(Cell.Known(0));
        town.Cell("A", "F45").ShouldBe(Cell.Known(0), "records about the child itself are not concerned");
        town.Cell("Z", "F03").ShouldBe(Cell.Known(0));
    }

    [Fact]
    public void Leaving_the_city_changes_no_household()
    {
        new GivenTown().Person("A", "2015-05-05", more: ("resident.kind", "外国人"))
            .Person("M", "1985-05-05", "妻", more: [("resident.changed-on", "2025-01-15"), ("resident.moved-out-on", "2025-01-15"), ("resident.status", "除票")])
            .Cell("A", "F03").ShouldBe(Cell.Known(1));
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
