using System.Text;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using ChildLink.Tests.Product.Synthesis;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>What came before adds nothing; what changed adds exactly its change.</summary>
public sealed class RepetitionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_city_again_adds_nothing_wherever_its_files_lie()
    {
        using var raw = RawCity.Write(120, seed: 3);
        await using var city = await TestCity.CreateAsync(Ct);
        await city.ImportAsync(Ct, raw.Folder);
        var (shape, events) = (await StoreShape.OfAsync(city, Ct), await StoreShape.EventsAsync(city, Ct));
        using var moved = new DeliveryFolder();
        foreach (var file in Directory.EnumerateFiles(raw.Folder, "*", SearchOption.AllDirectories))
            moved.WriteBytes(Path.Combine("届いたもの", Path.GetFileName(file)), await File.ReadAllBytesAsync(file, Ct));
        city.Time.Now += TimeSpan.FromDays(1);

        foreach (var folder in new[] { raw.Folder, moved.Path, raw.Folder })
            (await city.ImportAsync(Ct, folder)).ShouldAllBe(o => o is DeliveryOutcome.Repeated);

        (await StoreShape.EventsAsync(city, Ct)).SetEquals(events).ShouldBeTrue();
        (await StoreShape.OfAsync(city, Ct)).ShouldBe(shape);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_says_what_would_be()
    {
        using var raw = RawCity.Write(60, seed: 4);
        await using var city = await TestCity.CreateAsync(Ct);

        var tried = await city.Importer.ImportAsync(city.Steward, [raw.Folder], dryRun: true, progress: null, Ct);

        (await StoreShape.OfAsync(city, Ct)).ShouldBeEmpty();
        (await city.Database.AskAsync<long>("select count(*) from vault.subject_keys", Ct)).ShouldBe(0);
        var done = await city.ImportAsync(Ct, raw.Folder);
        tried.Cast<DeliveryOutcome.Taken>().Select(t => t.Counts).ShouldBe(done.Cast<DeliveryOutcome.Taken>().Select(t => t.Counts));
    }

    [Fact]
    public async Task Next_months_extract_adds_the_rows_that_changed_and_no_other()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        var residents = Enumerable.Range(1, 1000).ToArray();
        folder.Write(RegisterFile, [RegisterHeader, .. residents.Select(i => Resident(i))]);
        await city.ImportAsync(Ct, folder.Path);
        var before = await StoreShape.EventsAsync(city, Ct);
        city.Time.Now += TimeSpan.FromDays(31);
        // Ten of a thousand move, one is new; the order and the notation of all dates change, which says nothing.
        folder.Write(
            "住民記録_全件_20250210.csv",
            [RegisterHeader, .. residents.Reverse().Select(i => i % 100 == 7 ? Resident(i, ("住所", "波音市港町")) : Resident(i, ("生年月日", "2015-05-05"))), Resident(1001)]);

        var taken = (await city.ImportAsync(Ct, folder.Path)).OfType<DeliveryOutcome.Taken>().Single();

        (taken.Counts.Accepted, taken.Counts.Events).ShouldBe((1001, 11));
        var after = await StoreShape.EventsAsync(city, Ct);
        (after.Count - before.Count, after.IsSupersetOf(before)).ShouldBe((11, true));
        (await city.Database.AskAsync<long>("select count(*) from vault.residents where address = '波音市港町'", Ct)).ShouldBe(10);
        var records = await StoreShape.CurrentAsync(city, "resident-register", "screening", Ct);
        records.Count.ShouldBe(1001);
        records.Count(r => r["resident.address"] == "波音市港町").ShouldBe(10);
    }

    [Fact]
    public async Task What_was_changed_and_changed_back_stands_as_it_was()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        foreach (var (address, said) in new[] { ("甲", "Taken 1"), ("乙", "Taken 1"), ("甲", "Taken 1"), ("甲", "Repeated"), ("乙", "Taken 1"), ("甲", "Taken 1") })
        {
            folder.Write(RegisterFile, RegisterHeader, Resident(1, ("住所", address)), Resident(2));
            city.Time.Now += TimeSpan.FromMinutes(1);

            var outcome = (await city.ImportAsync(Ct, folder.Path)).Single();

            (outcome is DeliveryOutcome.Taken taken ? $"Taken {taken.Counts.Events - (city.Time.Now.Minute == 1 ? 1 : 0)}" : "Repeated").ShouldBe(said);
            (await city.Database.AskAsync<string>("select address from vault.residents where resident_code = '0000000001'", Ct)).ShouldBe(address);
            (await StoreShape.CurrentAsync(city, "resident-register", "screening", Ct)).Select(r => r["resident.address"]).ShouldContain(address);
        }

        (await StoreShape.EventsAsync(city, Ct)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_folder_with_two_versions_of_a_file_ends_with_the_later_and_adds_nothing_again()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        foreach (var (month, number) in new[] { ("2024-12", "1"), ("2025-01", "2") })
            folder.WriteBytes($"{month}/学齢簿_R06.csv", Encoding.UTF8.GetBytes(
                $"宛名番号,学齢簿番号,氏名,氏名カナ,生年月日,性別,保護者氏名,住所,学校区分,区域区分,学校コード,学校名,学年\n0000000001,{number},印,シルシ,20170912,男,親,波音市,1,1,1001,小学校,1\n"));
        (await city.ImportAsync(Ct, folder.Path)).Count.ShouldBe(2);
        var events = await StoreShape.EventsAsync(city, Ct);

        for (var again = 0; again < 2; again++)
        {
            city.Time.Now += TimeSpan.FromDays(1);
            (await city.ImportAsync(Ct, folder.Path)).ShouldAllBe(o => o is DeliveryOutcome.Repeated);
        }

        (await StoreShape.EventsAsync(city, Ct)).SetEquals(events).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_rows_about_one_person_the_last_counts_also_when_only_the_first_changed()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1, ("住所", "甲")), Resident(1, ("住所", "乙")));
        await city.ImportAsync(Ct, folder.Path);
        city.Time.Now += TimeSpan.FromDays(31);
        folder.Write("住民記録_全件_20250210.csv", RegisterHeader, Resident(1, ("住所", "丙")), Resident(1, ("住所", "乙")));

        await city.ImportAsync(Ct, folder.Path);

        (await city.Database.AskAsync<string>("select address from vault.residents", Ct)).ShouldBe("乙");
    }

    [Fact]
    public async Task Records_are_read_only_for_purposes_that_their_provision_names_and_while_its_basis_holds()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1));
        folder.Write("DV等支援措置対象者一覧.csv", "宛名番号,氏名,区分,対象区分,支援開始日,支援終了日", "0000000001,印 1,1,1,R06.04.01,R12.04.01");
        await city.ImportAsync(Ct, folder.Path);

        (await StoreShape.CurrentAsync(city, "resident-register", "screening", Ct)).Count.ShouldBe(1);
        (await StoreShape.CurrentAsync(city, "resident-register", "address-protection", Ct)).ShouldBeEmpty();
        (await StoreShape.CurrentAsync(city, "address-protection-list", "screening", Ct)).ShouldBeEmpty();
        (await StoreShape.CurrentAsync(city, "address-protection-list", "address-protection", Ct)).Count.ShouldBe(1);
        city.Time.Now = new DateTimeOffset(2030, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
        (await StoreShape.CurrentAsync(city, "resident-register", "screening", Ct)).ShouldBeEmpty();
    }
}
