using ChildLink.Screening.Runs;
using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Screening;

/// <summary>A child lived with a parent whom the council knew, was moved to the grandparents in 2023, and is asked about as of 2022.</summary>
public sealed class RegisterOfTheDayTests
{
    private const string Columns = "宛名番号,世帯番号,氏名,氏名カナ,生年月日,性別,続柄,住民種別,異動日,前住所,状態";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "1", "0")]
    [InlineData(false, "UNKNOWN", "UNKNOWN")]
    public async Task The_household_of_a_day_is_that_of_the_extract_up_to_it_and_never_todays(bool isExtracted, string adultsCase, string movedIn)
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var files = new TownFiles();
        string[] others =
        [
            "0000000001,1,山田 花子,ﾔﾏﾀﾞ ﾊﾅｺ,1988-05-05,2,世帯主,日本人,2015-01-01,,住登者",
            "0000000003,2,山田 正,ﾔﾏﾀﾞ ﾀﾀﾞｼ,1955-05-05,1,世帯主,日本人,1990-01-01,,住登者",
        ];
        if (isExtracted)
            files.Write(city.City, "resident-register", "住民記録_全件_20220401.csv", Columns, [.. others, "0000000002,1,山田 一郎,ﾔﾏﾀﾞ ｲﾁﾛｳ,2012-05-05,1,子,日本人,2012-05-05,,住登者"]);
        files.Write(city.City, "resident-register", "住民記録_全件_20250110.csv", Columns, [.. others, "0000000002,2,山田 一郎,ﾔﾏﾀﾞ ｲﾁﾛｳ,2012-05-05,1,子の子,日本人,2023-05-01,中央1丁目,住登者"]);
        files.Write(city.City, "council-case-register", "要対協ケース進行管理台帳_R06.csv", "No,宛名番号,受理日", "1,0000000001,1999-05-01");
        await city.ImportAsync(Ct, files.Folder);

        (await CellsAsync(city, new DateOnly(2022, 6, 1))).ShouldBe((adultsCase, movedIn));
        (await CellsAsync(city, null)).ShouldBe(("0", "1"), "today the child lives with the grandparent");
    }

    private static async Task<(string, string)> CellsAsync(TestCity city, DateOnly? day)
    {
        var runner = new ScreeningRunner(city.Database.Source, city.City, city.Keys, city.Gateway, city.Time);
        var run = (await runner.RunAsync(city.Steward, "nobeoka-count", day, null, Ct)).ShouldBeOfType<ScreeningOutcome.Done>().Run;
        Task<string> Of(string item) => city.Database.AskAsync<string>($"select cells::jsonb->>'{item}' from read.results where run_id = '{run.Id}'", Ct);
        return (await Of("F46"), await Of("F05"));
    }
}
