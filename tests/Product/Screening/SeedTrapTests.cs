using ChildLink.Learning;
using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

/// <summary>
/// Where the cities' own tables mislead (Sado, report of fiscal year R6, chapter 3.1 and table 3-2): each trap by its name.
/// </summary>
public sealed class SeedTrapTests
{
    private static readonly Cell Yes = Cell.Known(true);
    private static readonly Cell No = Cell.Known(false);

    /// <summary>Table 3-2 sets the week of notification, EPDS and bonding to 0 where there is none (NULLは0).</summary>
    [Theory]
    [InlineData("F06")]
    [InlineData("F07")]
    [InlineData("F08")]
    [InlineData("F09")]
    public void Zero_is_not_stored_for_null(string item)
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", "1990-01-01").BornTo("A", "M", "7", "2023-05-05")
            .Record(Sources.PregnancyNotification, "M", ("pregnancy.number", "7"))
            .Epds("M", "2023-05-20", "", "").Record(Sources.Bonding, "M", ("bonding.date", "2023-06-01"));

        town.Cell("A", item).ShouldBe(Cell.Unknown);
    }

    /// <summary>And a zero that was given is a zero.</summary>
    [Fact]
    public void A_zero_that_was_answered_is_known()
    {
        var town = new GivenTown().Person("A", "2023-05-05").Mother("M", "1990-01-01").BornTo("A", "M", "7", "2023-05-05")
            .Epds("M", "2023-05-20", "0", "0").Record(Sources.Bonding, "M", ("bonding.date", "2023-06-01"), ("bonding.score", "0"));

        (town.Cell("A", "F07"), town.Cell("A", "F08"), town.Cell("A", "F09")).ShouldBe((No, No, No));
    }

    /// <summary>The first run sets the age at the first consultation to 999 where there is none (NULLの場合は999).</summary>
    [Fact]
    public void Nine_hundred_ninety_nine_is_no_age()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2015-05-05").Person("C", "2015-05-05").Person("D", "2015-05-05")
            .Record(Sources.Consultation, "B", ("consultation.date", "2023-06-01"), ("consultation.first-age", "3"))
            .Record(Sources.Consultation, "C", ("consultation.date", "2023-05-04"))
            .Council("D", "2020-01-01");

        "ABCD".Select(c => town.Cell(c.ToString(), "F02")).ShouldBe([Cell.NotApplicable, Cell.Known(3), Cell.Known(7), Cell.Unknown]);
    }

    /// <summary>F18–F20: 'none of these' is 0, それ以外は1 would accuse everybody without a sheet, and whoever left it blank.</summary>
    [Theory]
    [InlineData("F18", Sources.Survey4Months)]
    [InlineData("F19", Sources.Survey18Months)]
    [InlineData("F20", Sources.Survey3Years)]
    public void Otherwise_one_does_not_hold_for_a_sheet_that_is_blank_or_missing(string item, string survey)
    {
        var town = new GivenTown().Person("A", "2019-05-05").Person("B", "2019-05-05").Person("C", "2019-05-05").Person("D", "2019-05-05").Person("E", "2024-12-05")
            .Record(survey, "A", ($"{survey}.none", "1")).Record(survey, "B", ($"{survey}.hit", "1")).Record(survey, "C", ($"{survey}.mother-smokes", "1"));

        "ABCDE".Select(c => town.Cell(c.ToString(), item)).ShouldBe([No, Yes, Cell.Unknown, Cell.Unknown, Cell.NotYetOfAge]);
    }

    /// <summary>F12 and F13: それ以外は1 stands for who lives here, as Sado wants since R6; who came may have been vaccinated elsewhere.</summary>
    [Fact]
    public void Otherwise_one_does_not_hold_for_who_came_without_a_record_from_before()
    {
        var town = new GivenTown().Person("A", "2015-05-05").Newcomer("B", "2015-05-05", "2023-04-01").Newcomer("C", "2015-05-05", "2023-04-01")
            .Record(Sources.Vaccination, "C", ("vaccination.vaccine", "ＢＣＧ"), ("vaccination.period", "1"), ("vaccination.dose", "1"), ("vaccination.date", "2015-09-05"));

        "ABC".Select(c => town.Cell(c.ToString(), "F12")).ShouldBe([Yes, Cell.Unknown, Yes]);
        "ABC".Select(c => town.Cell(c.ToString(), "F13")).ShouldBe([Yes, Cell.Unknown, Yes]);
    }

    /// <summary>
    /// Chapter 3.1 sets what is missing of who moved in to 'does not apply', and the first run counted them twice: as newcomers and
    /// for the data that another city has (chapter 7.1). Moving in is one item; what is not here is unknown and adds nothing.
    /// </summary>
    [Fact]
    public void Movers_are_not_counted_twice()
    {
        var town = new GivenTown().Newcomer("A", "2015-05-05", "2023-04-01").Mother("M", "1980-05-05");
        string[] elsewhere = ["F06", "F11", "F12", "F13", "F14", "F15", "F16", "F17", "F18", "F19", "F20", "F21", "F50", "F51"];

        town.Cell("A", "F05").ShouldBe(Yes);
        foreach (var item in elsewhere)
            town.Cell("A", item).ShouldBe(Cell.Unknown, item);
    }

    /// <summary>A newcomer who was too young for it elsewhere is as everybody.</summary>
    [Fact]
    public void Who_came_before_it_was_due_is_known()
    {
        var town = new GivenTown().Newcomer("A", "2023-05-05", "2023-05-20");

        (town.Cell("A", "F11"), town.Cell("A", "F21")).ShouldBe((Yes, No));
    }

    /// <summary>世帯の19歳以上の世帯員: F27–F29, F35, F37, F46 and F48 ask for members past childhood only.</summary>
    [Theory]
    [InlineData("F27", Sources.PhysicalCertificate, "physical-certificate.from")]
    [InlineData("F28", Sources.MentalCertificate, "mental-certificate.from")]
    [InlineData("F29", Sources.IntellectualCertificate, "intellectual-certificate.from")]
    [InlineData("F35", Sources.SelfSupportMedical, "self-support.from")]
    [InlineData("F37", Sources.DisabilityMedicalAid, "disability-aid.from")]
    [InlineData("F46", Sources.CouncilCaseRegister, "council.from")]
    [InlineData("F48", Sources.TemporaryCustody, "custody.from")]
    public void Only_members_aged_nineteen_or_more_count(string item, string provision, string from)
    {
        // Nineteen by school age: born on or before 1 April 2006 when the day lies before 1 April 2025.
        var town = new GivenTown().Person("A", "2015-05-05").Person("B", "2006-04-02").Record(provision, "A", (from, "2020-01-01")).Record(provision, "B", (from, "2020-01-01"));
        town.Cell("A", item).ShouldBe(No);
        town.Person("C", "2006-04-01").Record(provision, "C", (from, "2020-01-01")).Cell("A", item).ShouldBe(Yes);
    }

    /// <summary>F32: 抽出基準日時時点で有効な認定レコード, and no other.</summary>
    [Theory]
    [InlineData("2024-02-01", "2025-01-10", true)]
    [InlineData("2024-02-01", "2025-01-09", false)]
    [InlineData("2025-01-11", "2026-01-31", false)]
    [InlineData("2025-01-10", "", true)]
    public void A_care_certification_counts_while_valid_at_the_extraction_and_not_as_history(string from, string until, bool valid) =>
        new GivenTown().Person("A", "2015-05-05").Person("G", "1940-05-05", "母").Record(Sources.CareCertification, "G", ("care.from", from), ("care.until", until))
            .Cell("A", "F32").ShouldBe(Cell.Known(valid));

    /// <summary>F22 現在 and F23 歴 split the spells: one that goes on is no history yet, one that is over is not now.</summary>
    [Theory]
    [InlineData("2020-04-01", "", true, false)]
    [InlineData("2020-04-01", "2025-01-10", false, true)]
    [InlineData("2020-04-01", "2025-01-11", true, false)]
    [InlineData("2025-01-11", "", false, false)]
    public void Public_assistance_is_now_or_history_and_not_both(string from, string until, bool now, bool history)
    {
        var town = new GivenTown().Person("A", "2015-05-05").Person("M", "1985-05-05", "妻")
            .Record(Sources.PublicAssistance, "M", ("assistance.from", from), ("assistance.until", until));

        (town.Cell("A", "F22"), town.Cell("A", "F23")).ShouldBe((Cell.Known(now), Cell.Known(history)));
    }

    /// <summary>The digit of the one-year rule of F11 is missing in table 3-2: until the second round is over, the first alone decides.</summary>
    [Theory]
    [InlineData("2024-08-14", null)] // 149 days
    [InlineData("2024-08-13", Sources.Checkup4Months)] // 150 days
    [InlineData("2023-05-02", Sources.Checkup4Months)] // 619 days
    [InlineData("2023-05-01", Sources.Checkup18Months)] // 620 days
    [InlineData("2021-09-08", Sources.Checkup3Years)] // 1220 days
    public void Never_seen_asks_only_for_rounds_that_are_over(string born, string? lastDue)
    {
        GivenTown Town() => new GivenTown().Person("A", born);
        if (lastDue is null)
        {
            Town().Record(Sources.Checkup4Months, "A").Cell("A", "F11").ShouldBe(Cell.NotYetOfAge);
            return;
        }

        Town().Cell("A", "F11").ShouldBe(Yes);
        Town().Record(lastDue, "A").Cell("A", "F11").ShouldBe(No);
        if (lastDue != Sources.Checkup3Years)
            Town().Record(Sources.Checkup3Years, "A").Cell("A", "F11").ShouldBe(Yes);
    }
}
