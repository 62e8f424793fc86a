using ChildLink.Learning;

namespace ChildLink.Tests.Product.Screening;

public sealed class BirthItemTests
{
    [Fact]
    public void The_highest_questionnaire_of_the_ninety_days_after_birth_counts()
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", "1990-01-01").BornTo("A", "M")
            .Epds("M", "2023-05-04", "30", "3").Epds("M", "2023-05-20", "9", "0").Epds("M", "2023-08-03", "4", "1").Epds("M", "2023-08-04", "29", "3");

        town.Cell("A", "F07").ShouldBe(Cell.Known(9));
        town.Cell("A", "F08").ShouldBe(Cell.Known(1));
    }

    [Fact]
    public void Without_a_questionnaire_a_newborn_is_too_young_and_an_older_child_unknown()
    {
        var town = new GivenTown().Person("A", "2024-12-28").Person("B", "2024-12-27").Mother("M", "1990-01-01").BornTo("A", "M").BornTo("B", "M");

        (town.Cell("A", "F07"), town.Cell("B", "F07")).ShouldBe((Cell.NotYetOfAge, Cell.Unknown));
        (town.Cell("A", "F08"), town.Cell("B", "F08")).ShouldBe((Cell.NotYetOfAge, Cell.Unknown));
    }

    [Fact]
    public void An_empty_answer_is_no_zero()
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", "1990-01-01").BornTo("A", "M").Epds("M", "2023-05-20", "7", "");

        (town.Cell("A", "F07"), town.Cell("A", "F08")).ShouldBe((Cell.Known(7), Cell.Unknown));
    }

    [Fact]
    public void Children_born_before_the_city_held_the_questionnaire_are_not_concerned()
    {
        var town = new GivenTown().Person("A", "2019-03-31").Person("B", "2019-04-01").Mother("M", "1990-01-01");
        var since = new DateOnly(2019, 4, 1);

        town.Cell("A", "F07", bornFrom: since).ShouldBe(Cell.NotApplicable);
        town.Cell("B", "F07", bornFrom: since).ShouldBe(Cell.Unknown);
    }

    [Fact]
    public void An_answer_of_before_the_city_held_the_questionnaire_counts_all_the_same()
    {
        var town = new GivenTown().HeldFrom(ChildLink.Screening.Features.Sources.Epds, "2019-04-01").Person("A", "2019-03-01").Person("B", "2019-03-01", household: "2")
            .Mother("M", "1990-01-01").BornTo("A", "M").Epds("M", "2019-04-10", "12", "1");

        (town.Cell("A", "F07"), town.Cell("A", "F08"), town.Cell("B", "F07")).ShouldBe((Cell.Known(12), Cell.Known(1), Cell.NotApplicable));
    }

    [Theory]
    [InlineData("2003-05-06", 1, 0)]
    [InlineData("2003-05-05", 0, 0)]
    [InlineData("1988-05-06", 0, 0)]
    [InlineData("1988-05-05", 0, 1)]
    public void The_mothers_age_is_counted_on_the_day_of_birth(string mother, int young, int older)
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", mother).BornTo("A", "M");

        (town.Cell("A", "F10").Value, town.Cell("A", "F53").Value).ShouldBe((young, older));
    }

    [Fact]
    public void A_mother_who_left_takes_her_age_along_and_leaves_her_questionnaires()
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", "2005-01-01").Left("M", "2024-01-01").BornTo("A", "M").Epds("M", "2023-05-20", "9", "0");

        (town.Cell("A", "F10"), town.Cell("A", "F07")).ShouldBe((Cell.Unknown, Cell.Known(9)));
    }

    [Theory]
    [InlineData("子", "妻", true)]
    [InlineData("妻の子", "妻", true)]
    [InlineData("子", "世帯主", true)]
    [InlineData("子の子", "子の妻", true)]
    [InlineData("子の子", "子", true)]
    [InlineData("子の子", "妻", false)]
    [InlineData("同居人", "妻", false)]
    public void Without_a_birth_record_the_household_tells_the_mother(string child, string mother, bool told)
    {
        var town = new GivenTown().Person("A", "2023-05-05", child).Mother("M", "1980-01-01", mother);

        town.Cell("A", "F53").ShouldBe(told ? Cell.Known(1) : Cell.Unknown);
    }

    [Fact]
    public void Two_women_who_might_be_the_mother_leave_it_open()
    {
        var town = new GivenTown().Person("A", "2023-05-05", "子の子").Mother("M", "1980-01-01", "子").Mother("N", "1982-01-01", "子").Mother("K", "2015-01-01", "子");
        town.Cell("A", "F53").ShouldBe(Cell.Unknown);

        town.BornTo("A", "N").Cell("A", "F53").ShouldBe(Cell.Known(1));
    }
}
