using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Intake;

public sealed class DepartureTests
{
    private const string RegisterHeader =
        "宛名番号,世帯番号,氏名,氏名カナ,通称名,通称名カナ,旧氏,生年月日,性別,続柄,郵便番号,住所,方書,住民種別,国籍,住民となった日,異動事由,異動日,前住所,転出先,転出日,状態";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_on_the_list_of_departures_has_moved_out_although_the_register_is_older()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("住民記録_全件_20250110.csv", RegisterHeader, Row("0000000019", "H13.04.01"));
        folder.Write("転出者一覧_R06.csv", "宛名番号,氏名,生年月日,転出日,転出先", "0000000019,印 一,H27.05.05,R07.01.05,東都");

        await city.ImportAsync(Ct, folder.Path);

        (await MovedOutAsync(city)).ShouldBe("2025-01-05");
    }

    [Fact]
    public async Task Whoever_came_back_after_leaving_lives_here()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("住民記録_全件_20250110.csv", RegisterHeader, Row("0000000019", "R06.04.01"));
        folder.Write("転出者一覧_R04.csv", "宛名番号,氏名,生年月日,転出日,転出先", "0000000019,印 一,H27.05.05,R04.06.01,東都");

        await city.ImportAsync(Ct, folder.Path);

        (await MovedOutAsync(city)).ShouldBe("");
    }

    [Fact]
    public async Task A_slip_in_a_date_that_nothing_rests_on_does_not_hide_the_child()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("住民記録_全件_20250110.csv", RegisterHeader, Row("0000000019", "3/15頃"));

        await city.ImportAsync(Ct, folder.Path);

        (await city.Database.AskAsync<long>("select count(*) from vault.residents where became_resident_on is null", Ct)).ShouldBe(1);
        (await city.Database.AskAsync<string>("select rule || ' ' || disposition || ' ' || column_name from read.quarantine", Ct))
            .ShouldBe("unparsable_date repaired 住民となった日");
    }

    private static Task<string> MovedOutAsync(TestCity city) =>
        city.Database.AskAsync<string>("select coalesce(moved_out_on::text, '') from vault.residents", Ct);

    private static string Row(string code, string since) =>
        $"{code},10000001,印 一,ｼﾙｼ ﾊｼﾞﾒ,,,,H27.05.05,1,子,952-0001,波音市一丁目,,日本人,,{since},出生,H27.05.05,,,,住登者";
}
