using ChildLink.Records.Linkage;

namespace ChildLink.Tests.Product.Linkage;

public sealed class SchoolYearTests
{
    [Theory]
    [InlineData("2017-04-02", 2024, 1)]
    [InlineData("2018-04-01", 2024, 1)]
    [InlineData("2018-04-02", 2024, null)]
    [InlineData("2017-04-01", 2024, 2)]
    [InlineData("2009-04-02", 2024, 9)]
    [InlineData("2009-04-01", 2024, null)]
    [InlineData("2012-02-29", 2024, 7)]
    public void Cohorts_run_from_2_April_to_1_April(string birth, int year, int? grade) =>
        SchoolYear.Grade(DateOnly.Parse(birth), year).ShouldBe(grade);

    [Theory]
    [InlineData("fy", "2024", 2024)]
    [InlineData("year", "R06", 2024)]
    [InlineData("year", "H31", 2019)]
    [InlineData("month", "202404", 2024)]
    [InlineData("month", "202503", 2024)]
    [InlineData("month", "202513", null)]
    [InlineData("school", "1001", null)]
    public void File_names_tell_the_fiscal_year(string part, string value, int? year) =>
        SchoolYear.OfFile(new Dictionary<string, string> { [part] = value }).ShouldBe(year);
}
