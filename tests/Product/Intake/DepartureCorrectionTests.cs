using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Who moved out is derived anew from register and lists: a correction of either takes effect, in both directions.</summary>
public sealed class DepartureCorrectionTests
{
    private const string ListHeader = "宛名番号,氏名,生年月日,転出日,転出先";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_corrected_row_of_the_list_takes_the_place_of_the_earlier_one()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1));
        foreach (var (day, expected) in new[] { ("R07.01.05", "2025-01-05"), ("R07.01.03", "2025-01-03"), ("", ""), ("R07.01.07", "2025-01-07") })
        {
            city.Time.Now += TimeSpan.FromMinutes(1);
            folder.Write("転出者一覧_R06.csv", ListHeader, $"0000000001,印 1,H27.05.05,{day},東都");

            await city.ImportAsync(Ct, folder.Path);

            (await MovedOutAsync(city)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_corrected_register_takes_effect_in_either_direction()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("転出者一覧_R06.csv", ListHeader, "0000000001,印 1,H27.05.05,R07.01.05,東都");
        (string Day, string State, string Since, string Expected)[] steps =
        [
            ("", "住登者", "H27.05.05", "2025-01-05"),
            ("R07.01.04", "除票", "H27.05.05", "2025-01-04"),
            ("", "住登者", "R07.01.08", ""),
            ("", "住登者", "H27.05.05", "2025-01-05"),
        ];
        foreach (var (day, state, since, expected) in steps)
        {
            city.Time.Now += TimeSpan.FromMinutes(1);
            folder.Write(RegisterFile, RegisterHeader, Resident(1, ("転出日", day), ("状態", state), ("住民となった日", since)));

            await city.ImportAsync(Ct, folder.Path);

            (await MovedOutAsync(city)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_list_that_comes_before_the_register_takes_effect_with_it()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("転出者一覧_R06.csv", ListHeader, "0000000001,印 1,H27.05.05,R07.01.05,東都");
        await city.ImportAsync(Ct, folder.Path);
        folder.Write(RegisterFile, RegisterHeader, Resident(1));

        await city.ImportAsync(Ct, folder.Path);

        (await MovedOutAsync(city)).ShouldBe("2025-01-05");
    }

    private static Task<string> MovedOutAsync(TestCity city) =>
        city.Database.AskAsync<string>("select coalesce(moved_out_on::text, '') from vault.residents", Ct);
}
