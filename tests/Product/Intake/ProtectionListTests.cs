using System.Globalization;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Screening;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>Whose protection a list ends, and how long a list is fresh.</summary>
public sealed class ProtectionListTests
{
    private const string ListFile = "DV等支援措置対象者一覧.csv";
    private const string OtherFile = "要配慮者一覧.csv";
    private const string ListHeader = "宛名番号,氏名,区分,対象区分,支援開始日,支援終了日";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_ends_the_protection_of_its_own_entries_only()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var policy = TwoLists();
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(4), Resident(8), Resident(12));
        folder.Write(ListFile, ListHeader, Protected(4), Protected(8));
        folder.Write(OtherFile, ListHeader, Protected(8), Protected(12));
        await ImportAsync(city, policy.City, folder.Path);
        (await ProtectedAsync(city)).ShouldBe("0000000004,0000000008,0000000012");

        folder.Write(ListFile, ListHeader, Protected(4));
        await ImportAsync(city, policy.City, folder.Path);
        (await ProtectedAsync(city)).ShouldBe("0000000004,0000000008,0000000012", "the other list still names the second");

        folder.Write(OtherFile, ListHeader, Protected(12));
        await ImportAsync(city, policy.City, folder.Path);
        (await ProtectedAsync(city)).ShouldBe("0000000004,0000000012");
    }

    [Fact]
    public async Task A_corrected_entry_takes_the_place_of_the_earlier_one()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(4), Resident(8));
        folder.Write(ListFile, ListHeader, Protected(4), Protected(8));
        await city.ImportAsync(Ct, folder.Path);
        folder.Write(ListFile, ListHeader, Protected(4, until: "R06.12.31"), Protected(8));

        await city.ImportAsync(Ct, folder.Path);

        (await ProtectedAsync(city)).ShouldBe("0000000008");
        (await city.Database.AskAsync<long>("select count(*) from vault.protections", Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task Old_bytes_given_again_do_not_make_a_list_fresh()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var list = folder.Write(ListFile, ListHeader, Protected(4));
        File.SetLastWriteTimeUtc(list, new DateTime(2025, 1, 5, 3, 0, 0, DateTimeKind.Utc));
        await city.ImportAsync(Ct, folder.Path);
        (await ReceivedAsync(city)).ShouldBe("2025-01-05 03:00");

        city.Time.Now += TimeSpan.FromDays(40);
        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Repeated>();
        (await ReceivedAsync(city)).ShouldBe("2025-01-05 03:00", "the file is the old one");

        File.SetLastWriteTimeUtc(list, new DateTime(2025, 2, 18, 3, 0, 0, DateTimeKind.Utc));
        (await city.ImportAsync(Ct, folder.Path)).Single().ShouldBeOfType<DeliveryOutcome.Repeated>();
        (await ReceivedAsync(city)).ShouldBe("2025-02-18 03:00", "the department wrote the same list anew");

        File.SetLastWriteTimeUtc(list, new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await city.ImportAsync(Ct, folder.Path);
        (await ReceivedAsync(city)).ShouldBe("2025-02-20 00:00", "no list is newer than now");
    }

    [Fact]
    public async Task A_list_that_another_replaced_refreshes_nothing()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write($"old/{ListFile}", ListHeader, Protected(4));
        await city.ImportAsync(Ct, Path.Combine(folder.Path, "old", ListFile));
        city.Time.Now += TimeSpan.FromDays(1);
        folder.Write($"new/{ListFile}", ListHeader, Protected(4), Protected(8));
        await city.ImportAsync(Ct, folder.Path);
        city.Time.Now += TimeSpan.FromDays(9);

        (await city.ImportAsync(Ct, Path.Combine(folder.Path, "old"), Path.Combine(folder.Path, "old"))).ShouldAllBe(o => o is DeliveryOutcome.Repeated);

        (await ReceivedAsync(city)).ShouldBe("2025-01-12 00:00");
    }

    [Fact]
    public async Task The_day_in_the_name_of_a_list_counts_before_the_time_of_the_file()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var policy = new MunicipalityCopy().Replace("provisions/address-protection-list.yaml", ListFile, "DV等支援措置対象者一覧_{date}.csv");
        using var folder = new DeliveryFolder();
        folder.Write("DV等支援措置対象者一覧_20241201.csv", ListHeader, Protected(4));

        await ImportAsync(city, policy.City, folder.Path);

        (await ReceivedAsync(city)).ShouldBe("2024-11-30 15:00", "the day began in Japan");
    }

    private static MunicipalityCopy TwoLists()
    {
        var policy = new MunicipalityCopy();
        var first = Path.Combine(policy.Folder, "provisions", "address-protection-list.yaml");
        File.Copy(first, Path.Combine(policy.Folder, "provisions", "other-list.yaml"));
        return policy
            .Replace("provisions/other-list.yaml", "id: address-protection-list", "id: other-list")
            .Replace("provisions/other-list.yaml", ListFile, OtherFile);
    }

    private static string Protected(int number, string until = "R12.04.01") => $"{number:D10},印 {number},1,1,R06.04.01,{until}";

    private static Task<string> ProtectedAsync(TestCity city) =>
        city.Database.AskAsync<string>("select string_agg(resident_code, ',' order by resident_code) from vault.residents where protected", Ct);

    private static async Task<string> ReceivedAsync(TestCity city) =>
        (await city.Database.AskAsync<DateTime>("select received_at from vault.protection_lists", Ct)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static async Task ImportAsync(TestCity city, City policy, string path)
    {
        city.Time.Now += TimeSpan.FromMinutes(1);
        (await new Importer(city.Database.Source, policy, city.Keys, city.Gateway, city.Time).ImportAsync(city.Steward, [path], dryRun: false, progress: null, Ct))
            .ShouldAllBe(o => !(o is DeliveryOutcome.Refused));
    }
}
