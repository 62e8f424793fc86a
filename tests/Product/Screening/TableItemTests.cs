using ChildLink.Learning;
using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

/// <summary>Items whose rule has an edge of its own.</summary>
public sealed class TableItemTests
{
    private static readonly Cell Yes = Cell.Known(true);
    private static readonly Cell No = Cell.Known(false);

    [Theory]
    [InlineData("-15", 1)]
    [InlineData("-15.1", 1)]
    [InlineData("-14.9", 0)]
    [InlineData("24.5", 0)]
    public void Thin_is_an_obesity_degree_of_minus_fifteen_or_less(string degree, int thin) =>
        new GivenTown().Person("A", "2019-05-05").Record(Sources.Checkup3Years, "A", ("checkup-3y.obesity", degree)).Cell("A", "F17").ShouldBe(Cell.Known(thin));

    [Fact]
    public void A_check_up_without_its_day_counts_and_one_after_the_day_does_not()
    {
        var town = new GivenTown().Person("A", "2019-05-05").Person("B", "2019-05-05").Person("C", "2019-05-05")
            .Record(Sources.Checkup3Years, "A", ("checkup-3y.decayed-teeth", "2"))
            .Record(Sources.Checkup3Years, "B", ("checkup-3y.decayed-teeth", "2"), ("checkup-3y.date", "2025-01-11"))
            .Record(Sources.Checkup3Years, "C", ("checkup-3y.decayed-teeth", "0"), ("checkup-3y.date", "2025-01-10"));

        "ABC".Select(c => town.Cell(c.ToString(), "F15")).ShouldBe([Yes, Cell.Unknown, No]);
    }

    [Fact]
    public void A_questionnaire_of_before_the_city_kept_them_does_not_arise()
    {
        GivenTown Town() => new GivenTown().HeldFrom(Sources.Survey3Years, "2015-04-01").Person("A", "2011-12-20").Person("B", "2012-04-20");
        (Town().Cell("A", "F20"), Town().Cell("B", "F20")).ShouldBe((Cell.NotApplicable, Cell.Unknown));

        Town().Record(Sources.Checkup3Years, "A", ("checkup-3y.date", "2015-04-02")).Cell("A", "F20").ShouldBe(Cell.Unknown);
        Town().Record(Sources.Survey3Years, "A", ("checkup-survey-3y.none", "1")).Cell("A", "F20").ShouldBe(No);
    }

    [Theory]
    [InlineData("BCG,1", "MR,1", 0)]
    [InlineData("BCG,", "MR,1", 0)]
    [InlineData("BCG,1", "MR,", 0)]
    [InlineData("BCG,1", "MR,2", 1)]
    [InlineData("BCG,1", "水痘,1", 1)]
    public void Vaccinations_without_a_period_are_told_by_their_vaccine_and_age(string first, string second, int missing)
    {
        var town = new GivenTown().Person("A", "2019-05-05");
        foreach (var dose in new[] { first, second }.Select(d => d.Split(',')))
            town.Record(Sources.Vaccination, "A", ("vaccination.vaccine", dose[0]), ("vaccination.period", dose[1]), ("vaccination.dose", "1"), ("vaccination.date", "2020-06-05"));

        town.Cell("A", "F12").ShouldBe(Cell.Known(missing));
    }

    [Fact]
    public void A_dose_without_a_name_leaves_it_open_unless_it_can_be_no_other()
    {
        GivenTown Town() => new GivenTown().Person("A", "2019-05-05").Person("B", "2019-05-05")
            .Dose("A", "BCG").Dose("A", "MR").Dose("A", "水痘").Dose("B", "BCG").Dose("B", "");
        Town().Cell("B", "F12").ShouldBe(Cell.Unknown, "it may be 水痘 as well");
        Town().Dose("B", "水痘").Cell("B", "F12").ShouldBe(No);
    }

    [Fact]
    public void A_certificate_that_was_returned_is_history()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2015-05-05").Person("C", "2015-05-05").Person("M", "1985-05-05", "妻")
            .Certificate("A", "1", "").Certificate("B", "2", "2024-01-01").Certificate("C", "2", "2025-02-01").Certificate("M", "3", "2010-01-01");

        "ABC".Select(c => town.Cell(c.ToString(), "F24")).ShouldBe([Yes, No, Yes]);
        town.Cell("A", "F27").ShouldBe(Yes);
    }

    [Fact]
    public void Special_allowance_is_the_households()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2012-05-05").Person("C", "2012-05-05", household: "2")
            .Record(Sources.SpecialChildAllowance, "B", ("special-allowance.from", "2020-01-01"));

        "ABC".Select(c => town.Cell(c.ToString(), "F31")).ShouldBe([Yes, Yes, No]);
    }

    [Fact]
    public void Answers_are_counted_by_month_and_the_highest_of_the_fiscal_year_counts()
    {
        var town = new GivenTown().Person("A", "2012-05-05").Person("B", "2012-05-05").Person("C", "2020-05-05").Person("D", "2008-05-05")
            .InFile(Sources.MindHealthSurvey, "A", "month", "202405", ("mind.temperature-morning", "38"), ("mind.temperature-home", "40"), ("mind.worry-study", "2"))
            .InFile(Sources.MindHealthSurvey, "A", "month", "202406", ("mind.temperature-morning", "39"), ("mind.temperature-home", "37"), ("mind.worry-study", "3"))
            .InFile(Sources.MindHealthSurvey, "A", "month", "202403", ("mind.class-place", "1"))
            .InFile(Sources.MindHealthSurvey, "A", "month", "202502", ("mind.class-place", "1"));

        (town.Cell("A", "F40"), town.Cell("A", "F43")).ShouldBe((Cell.Known(2), Cell.Known(1)));
        "BCD".Select(c => town.Cell(c.ToString(), "F40")).ShouldBe([Cell.Unknown, Cell.NotYetOfAge, Cell.NotApplicable]);
    }

    [Fact]
    public void A_group_of_questions_left_blank_is_no_zero()
    {
        var town = new GivenTown().Person("A", "2012-05-05").Person("B", "2012-05-05")
            .InFile(Sources.MindHealthSurvey, "A", "month", "202405", ("mind.hard-school-break", "0"), ("mind.class-place", "4"))
            .InFile(Sources.MindHealthSurvey, "A", "month", "202406", ("mind.worry-study", "1"))
            .InFile(Sources.MindHealthSurvey, "B", "month", "202405");

        new[] { "F40", "F41", "F42", "F43", "F44" }.Select(i => town.Cell("A", i)).ShouldBe([Cell.Unknown, No, Cell.Unknown, Yes, No]);
        new[] { "F40", "F41", "F42", "F43", "F44" }.Select(i => town.Cell("B", i)).ShouldAllBe(c => c == Cell.Unknown);
    }

    [Fact]
    public void Days_absent_are_those_of_the_fiscal_year_up_to_the_day()
    {
        var town = new GivenTown().Person("A", "2012-05-05").Person("B", "2012-05-05")
            .Attends("A", "202403", "9").Attends("A", "202404", "2").Attends("A", "202501", "1").Attends("A", "202502", "9").Attends("B", "202404");

        (town.Cell("A", "A04"), town.Cell("B", "A04")).ShouldBe((Cell.Known(3), Cell.Unknown));
    }

    [Fact]
    public void Without_a_consultation_the_school_decides_whether_the_question_arises()
    {
        var town = new GivenTown().Person("A", "2012-05-05").Person("B", "2012-05-05").Person("C", "2012-05-05").Person("D", "2012-05-05")
            .InFile(Sources.SocialWorkerPlacement, "X", "year", "R06", ("ssw-placement.school", "1001"), ("ssw-placement.frequency", "週1"))
            .InFile(Sources.SocialWorkerPlacement, "X", "year", "R06", ("ssw-placement.school", "2001"), ("ssw-placement.frequency", "なし"))
            .InFile(Sources.SchoolAgeRegister, "A", "year", "R06", ("school.school", "1001")).InFile(Sources.SchoolAgeRegister, "B", "year", "R06", ("school.school", "2001"))
            .InFile(Sources.SocialWorkerConsultation, "C", "year", "R06", ("ssw.date", "2024-06-01"), ("ssw.home", "1"))
            .InFile(Sources.SocialWorkerConsultation, "D", "year", "R06", ("ssw.date", "2024-06-01"), ("ssw.home", "0"));

        "ABCD".Select(c => town.Cell(c.ToString(), "A06")).ShouldBe([Cell.NotApplicable, Cell.Unknown, Yes, No]);
    }

    [Fact]
    public void A_record_that_waits_for_a_person_makes_no_no_of_whom_it_may_be_about()
    {
        GivenTown Town() => new GivenTown().Person("A", "2012-05-05").Person("B", "2012-05-05").Person("C", "2012-05-05", household: "2").Person("H", "1985-05-05", "世帯主", "2")
            .Attends("A", "202405").Attends("B", "202405").Attends("C", "202405")
            .InFile(Sources.SocialWorkerPlacement, "X", "year", "R06", ("ssw-placement.school", "1001"), ("ssw-placement.frequency", "週1"))
            .InFile(Sources.SchoolAgeRegister, "A", "year", "R06", ("school.school", "1001")).InFile(Sources.SchoolAgeRegister, "B", "year", "R06", ("school.school", "1001"));

        var refusing = Town().Absent("A", "R06").Queue(Sources.NonAttendanceList);
        "AB".Select(c => refusing.Cell(c.ToString(), "F39")).ShouldBe([Cell.Unknown, No]);
        refusing.Absent("A", "R06").Cell("A", "F39").ShouldBe(Yes, "another entry is certain");
        var late = Town().Record(Sources.WaterArrears, "A", ("water.oldest", "2024-05-01")).Queue(Sources.WaterArrears);
        "ABC".Select(c => late.Cell(c.ToString(), "A03")).ShouldBe([Cell.Unknown, Cell.Unknown, No], "the arrears are the household's");
        late.Record(Sources.WaterArrears, "B", ("water.oldest", "2024-05-01")).Cell("A", "A03").ShouldBe(Yes);
        var consulted = Town().InFile(Sources.SocialWorkerConsultation, "A", "year", "R06", ("ssw.date", "2024-06-01"), ("ssw.home", "1")).Queue(Sources.SocialWorkerConsultation);
        "AB".Select(c => consulted.Cell(c.ToString(), "A06")).ShouldBe([Cell.Unknown, Cell.NotApplicable]);
    }

    [Fact]
    public void A_single_parent_is_told_by_the_relations_in_the_household()
    {
        new GivenTown().Person("A", "2015-05-05").Person("H", "1985-05-05", "世帯主").Cell("A", "A01").ShouldBe(Yes);
        new GivenTown().Person("A", "2015-05-05").Person("H", "1985-05-05", "世帯主").Person("M", "1985-05-05", "妻").Cell("A", "A01").ShouldBe(No);
        new GivenTown().Person("A", "2015-05-05").Cell("A", "A01").ShouldBe(Cell.Unknown);
        new GivenTown().Person("A", "2015-05-05", "子の子").Person("H", "1955-05-05", "世帯主").Person("M", "1985-05-05", "子").Cell("A", "A01").ShouldBe(Yes);
        new GivenTown().Person("A", "2015-05-05", "同居人").Cell("A", "A01").ShouldBe(Cell.Unknown);
    }

    [Fact]
    public void A_notification_and_a_listing_belong_to_the_pregnancy_with_the_child()
    {
        var town = new GivenTown().Person("A", "2023-05-05").Person("B", "2020-05-05").Mother("M", "1990-01-01").BornTo("A", "M", "2", "2023-05-05").BornTo("B", "M", "", "2020-05-05")
            .Record(Sources.PregnancyNotification, "M", ("pregnancy.number", "2"), ("pregnancy.weeks", "9"))
            .Record(Sources.PregnancyNotification, "M", ("pregnancy.number", "1"), ("pregnancy.weeks", "14"), ("pregnancy.due", "2020-05-10"))
            .Record(Sources.PerinatalList, "M", ("perinatal.kind", "特定妊婦"), ("perinatal.due", "2023-05-20"));

        (town.Cell("A", "F06"), town.Cell("B", "F06")).ShouldBe((Cell.Known(9), Cell.Known(14)));
        (town.Cell("A", "F50"), town.Cell("A", "F51"), town.Cell("B", "F50")).ShouldBe((Yes, No, No));
    }

    [Fact]
    public void Support_counts_in_the_fiscal_year_after_it_began()
    {
        var town = new GivenTown().Person("A", "2015-05-05")
            .Record(Sources.SupportMeasures, "A", ("support.measure", "家庭訪問・見守り"), ("support.from", "2023-04-01"))
            .Record(Sources.SupportMeasures, "A", ("support.measure", "SSW・SC相談"), ("support.from", "2024-04-01"));

        (town.Cell("A", "A11"), town.Cell("A", "A14")).ShouldBe((Yes, No));
        (town.Cell("A", "A11", new DateOnly(2025, 4, 1)), town.Cell("A", "A14", new DateOnly(2025, 4, 1))).ShouldBe((No, Yes));
    }
}
