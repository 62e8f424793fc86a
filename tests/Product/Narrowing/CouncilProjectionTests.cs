using ChildLink.EventStore;
using ChildLink.Records.Residents;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Intake;
using ChildLink.Tests.Product.Screening;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Cases of the council are kept as the register says them.</summary>
public sealed class CouncilProjectionTests
{
    private const string Header = "No,宛名番号,こども氏名,ふりがな,生年月日,種別,主訴,受理日,終結日,主担当機関,備考";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_file_of_the_register_ends_a_case()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("要対協ケース進行管理台帳_R06.csv", Header, Row(1, "0000000019", "R06.05.01", ""), Row(2, "0000000027", "R06.06.01", ""));
        await city.ImportAsync(Ct, folder.Path);
        (await CasesAsync(city)).ShouldBe("2024-05-01- 2024-06-01-");

        folder.Write("要対協ケース進行管理台帳_R06.csv", Header, Row(1, "0000000019", "R06.05.01", "R06.12.01"), Row(2, "0000000027", "R06.06.01", ""));
        await city.ImportAsync(Ct, folder.Path);
        (await CasesAsync(city)).ShouldBe("2024-05-01-2024-12-01 2024-06-01-");
    }

    [Fact]
    public async Task A_database_that_did_not_keep_cases_knows_them_after_the_same_files_are_imported_again()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write("要対協ケース進行管理台帳_R05.csv", Header, Row(1, "0000000035", "R05.05.01", ""));
        folder.Write("要対協ケース進行管理台帳_R06.csv", Header, Row(1, "0000000019", "R06.05.01", ""), Row(2, "0000000027", "R06.06.01", ""));
        await city.ImportAsync(Ct, folder.Path);
        var before = await CasesAsync(city);
        var events = await city.Database.AskAsync<long>("select count(*) from events.mt_events", Ct);
        (await IsUntoldAsync(city)).ShouldBeFalse();

        await city.Database.RunAsync("delete from vault.council_cases", Ct);
        (await IsUntoldAsync(city)).ShouldBeTrue("nobody is known to be unregistered");
        await city.ImportAsync(Ct, folder.Path);

        (await CasesAsync(city)).ShouldBe(before);
        (await IsUntoldAsync(city)).ShouldBeFalse();
        (await city.Database.AskAsync<long>("select count(*) from events.mt_events", Ct)).ShouldBe(events, "nothing new was said");
    }

    [Fact]
    public async Task A_register_under_another_name_is_known_by_its_items()
    {
        using var copy = new MunicipalityCopy();
        foreach (var file in new[] { "council-case-register", "temporary-custody", "casework-outcome", "support-measures" })
            copy.Replace($"provisions/{file}.yaml", "council-case-register", "youtaikyo-daicho");
        await using var city = await TestCity.CreateAsync(Ct, copy.Folder);
        using var folder = new DeliveryFolder();
        folder.Write("要対協ケース進行管理台帳_R06.csv", Header, Row(1, "0000000019", "R06.05.01", ""));
        await city.ImportAsync(Ct, folder.Path);
        CouncilProjection.Provisions(city.City).ShouldBe(["youtaikyo-daicho"]);

        await city.Database.RunAsync("delete from vault.council_cases", Ct);
        (await IsUntoldAsync(city)).ShouldBeTrue("nobody is known to be unregistered");
        await city.ImportAsync(Ct, folder.Path);

        (await IsUntoldAsync(city)).ShouldBeFalse();
        (await CasesAsync(city)).ShouldBe("2024-05-01-");
    }

    private static async Task<bool> IsUntoldAsync(TestCity city)
    {
        await using var connection = await city.Database.Source.OpenConnectionAsync(Ct);
        await using var command = Statement.Of(connection, $"select {CouncilProjection.IsUntold("$2::text[]")}", city.City.Code, CouncilProjection.Provisions(city.City));
        return (bool)(await command.ExecuteScalarAsync(Ct))!;
    }

    private static Task<string> CasesAsync(TestCity city) => city.Database.AskAsync<string>(
        "select coalesce(string_agg(from_on || '-' || coalesce(until_on::text, ''), ' ' order by from_on), '') from vault.council_cases", Ct);

    private static string Row(int number, string code, string from, string until) =>
        $"{number},{code},印 一,しるし はじめ,H27.05.05,要保護,養育,{from},{until},センター,";
}
