using System.Globalization;
using ChildLink.Screening.Features;

namespace ChildLink.Tests.Product.Screening;

public sealed class SchoolAgeTests
{
    [Theory]
    [InlineData("2025-01-10", "2017-04-02", 7)] // first grade
    [InlineData("2025-01-10", "2018-04-01", 7)] // first grade, youngest of the year
    [InlineData("2025-01-10", "2018-04-02", 6)]
    [InlineData("2025-03-31", "2018-04-02", 6)]
    [InlineData("2025-04-01", "2018-04-02", 7)] // the fiscal year begins
    [InlineData("2025-01-10", "2025-01-09", 0)]
    [InlineData("2025-01-10", "2006-04-01", 19)]
    [InlineData("2025-01-10", "2006-04-02", 18)]
    [InlineData("2024-01-10", "2025-01-09", -1)]
    [InlineData("9999-12-31", "2020-05-01", 7979)]
    public void School_age_is_the_age_on_the_first_of_april_that_follows(string day, string birth, int age) =>
        SchoolAge.On(Day(day), Day(birth)).ShouldBe(age);

    [Theory]
    [InlineData("2000-02-29", "2019-02-28", 18)]
    [InlineData("2000-02-29", "2019-03-01", 19)]
    [InlineData("2000-05-05", "2020-05-05", 20)]
    public void Years_are_completed_on_the_birthday(string birth, string day, int years) =>
        SchoolAge.CompletedYears(Day(birth), Day(day)).ShouldBe(years);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
