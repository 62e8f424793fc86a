using ChildLink.Learning;
using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

public sealed class ItemTests
{
    private static readonly Cell Yes = Cell.Known(true);
    private static readonly Cell No = Cell.Known(false);

    [Fact]
    public void A_foreign_national_in_the_household_counts_while_living_there()
    {
        var foreign = ("resident.kind", "外国人");
        new GivenTown().Person("A", "2015-05-05").Person("M", "1985-05-05", "妻", more: foreign).Cell("A", "F03").ShouldBe(Yes);
        new GivenTown().Person("A", "2015-05-05").Person("M", "1985-05-05", "妻", "1", foreign, ("resident.moved-out-on", "2020-01-01")).Cell("A", "F03").ShouldBe(No);
        new GivenTown().Person("A", "2015-05-05").Person("M", "1985-05-05", "妻", "2", foreign).Cell("A", "F03").ShouldBe(No);
    }

    [Fact]
    public void Moving_in_is_the_childs_own()
    {
        var from = ("resident.previous-address", "somewhere");
        var town = new GivenTown().Person("A", "2015-05-05", more: from).Person("B", "2016-05-05");

        (town.Cell("A", "F05"), town.Cell("B", "F05")).ShouldBe((Yes, No));
    }

    [Theory]
    [InlineData("2020-04-01", "", true)]
    [InlineData("2020-04-01", "2025-01-11", true)]
    [InlineData("2020-04-01", "2025-01-10", false)]
    [InlineData("2025-01-11", "", false)]
    [InlineData("", "", true)]
    public void Allowance_counts_while_it_is_drawn(string from, string until, bool drawn)
    {
        var household = new GivenTown().Person("A", "2015-05-05").Person("M", "1985-05-05", "妻").Allowance("X", "M", from, until);

        household.Cell("A", "F38").ShouldBe(Cell.Known(drawn));
    }

    [Fact]
    public void Allowance_for_one_child_counts_for_the_household_and_no_other()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2012-05-05").Person("C", "2012-05-05", household: "2").Allowance("B", "X");

        (town.Cell("A", "F38"), town.Cell("C", "F38")).ShouldBe((Yes, No));
    }

    [Fact]
    public void Council_history_is_told_apart_for_child_and_adults()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2012-05-05").Person("S", "2004-05-05").Person("M", "1985-05-05", "妻").Council("A", "2023-01-01");
        (town.Cell("A", "F45"), town.Cell("B", "F45"), town.Cell("B", "F46")).ShouldBe((Yes, No, No));

        town.Council("S", "2010-01-01");
        (town.Cell("A", "F46"), town.Cell("B", "F46")).ShouldBe((Yes, Yes));
    }

    [Fact]
    public void No_record_dated_after_the_day_counts()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Council("A", "2025-01-11").Attends("A", "202502").Absent("A", "R07");

        (town.Cell("A", "F45"), town.Cell("A", "F39")).ShouldBe((No, Cell.Unknown));
        town.Cell("A", "F45", new DateOnly(2025, 1, 11)).ShouldBe(Yes);
        town.Cell("A", "F39", new DateOnly(2025, 2, 1)).ShouldBe(No);
        town.Cell("A", "F39", new DateOnly(2025, 4, 1)).ShouldBe(Yes);
    }

    [Fact]
    public void Non_attendance_is_known_only_of_children_whom_the_schools_know()
    {
        var town = new GivenTown()
            .Person("A", "2018-04-02").Person("B", "2018-04-01").Person("C", "2012-05-05").Person("D", "2012-05-05").Person("E", "2009-04-01")
            .Absent("B", "R06").Attends("B", "202404").Attends("C", "202404");

        "ABCDE".Select(c => town.Cell(c.ToString(), "F39")).ShouldBe([Cell.NotYetOfAge, Yes, No, Cell.Unknown, Cell.NotApplicable]);
    }

    [Fact]
    public void Many_children_are_three_of_school_age_eighteen_or_less()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2012-05-05").Person("C", "2006-04-01");
        town.Cell("A", "F52").ShouldBe(No);
        town.Person("D", "2006-04-02").Cell("A", "F52").ShouldBe(Yes);
    }

    [Fact]
    public void What_cannot_be_read_is_unknown_for_everybody_and_never_no()
    {
        var town = new GivenTown().Person("A", "2012-05-05").Person("B", "2022-05-05").Council("A", "2020-01-01").Attends("A", "202404").Absent("A", "R06");
        town.Unreadable.UnionWith([Sources.CouncilCaseRegister, Sources.NonAttendanceList, Sources.ChildRearingAllowance, Sources.BirthRecord]);

        var features = town.Features(null, null, "F45", "F46", "F39", "F38", "F07", "F08", "F10", "F53");

        for (var row = 0; row < 2; row++)
        {
            for (var column = 0; column < features.Cells.Columns.Count; column++)
                features.Cells[row, column].ShouldBe(Cell.Unknown);
        }

        town.Cell("A", "F52").ShouldBe(No);
    }
}
